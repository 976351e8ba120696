-- Without rows: the start replays the ledger after a migration, and makes them anew.
DELETE FROM "records";--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "digest" text NOT NULL;--> statement-breakpoint
CREATE INDEX "claims_disputed" ON "claims" USING btree ("due_by","id") WHERE dispute_id is not null;
