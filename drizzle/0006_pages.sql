CREATE TABLE "pundit_versions" (
	"pundit_id" uuid PRIMARY KEY NOT NULL,
	"version" uuid NOT NULL
);
--> statement-breakpoint
DROP INDEX "predictions_search";--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "decidable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "words" "tsvector" DEFAULT ''::tsvector NOT NULL;--> statement-breakpoint
CREATE INDEX "claims_decidable" ON "claims" USING btree ("due_by","id") WHERE decidable and outcome is null and merged_into is null;--> statement-breakpoint
CREATE INDEX "claims_conditional" ON "claims" USING btree ("due_by","id") WHERE condition_claim_id is not null and outcome is null and merged_into is null;--> statement-breakpoint
CREATE INDEX "claims_by_topics" ON "claims" USING btree ("topics","due_by","outcome","dispute_id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "predictions_source" ON "predictions" USING btree ("source_id","said_on","id");--> statement-breakpoint
CREATE INDEX "predictions_stance" ON "predictions" USING btree ("stance","id");--> statement-breakpoint
CREATE INDEX "predictions_words" ON "predictions" USING gin ("words");