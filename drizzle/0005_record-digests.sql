-- Without rows: the start replays the ledger after a migration, and makes them anew.
DELETE FROM "records";--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "digest" text NOT NULL;
