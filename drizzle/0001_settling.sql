CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "condition_claim_id" uuid;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "resolved_by" text;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "by_condition" boolean NOT NULL DEFAULT false;--> statement-breakpoint
ALTER TABLE "claims" ALTER COLUMN "by_condition" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "disputable_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "dispute_id" uuid;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "disputed_by" text;--> statement-breakpoint
UPDATE "claims" SET "resolved_by" = r."resolved_by", "disputable_until" = r."resolved_at" + interval '336 hours' FROM "resolutions" r WHERE r."id" = "claims"."resolution_id";--> statement-breakpoint
DROP TABLE "resolutions";--> statement-breakpoint
ALTER TABLE "predictions" ADD COLUMN "restates_id" uuid;--> statement-breakpoint
ALTER TABLE "pundits" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_condition_claim_id_claims_id_fk" FOREIGN KEY ("condition_claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_merged_into_claims_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_restates_id_predictions_id_fk" FOREIGN KEY ("restates_id") REFERENCES "public"."predictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pundits" ADD CONSTRAINT "pundits_merged_into_pundits_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."pundits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_similar" ON "claims" USING gin ("statement" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "claims_condition" ON "claims" USING btree ("condition_claim_id");--> statement-breakpoint
CREATE INDEX "claims_merged" ON "claims" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "predictions_restates" ON "predictions" USING btree ("restates_id");--> statement-breakpoint
CREATE INDEX "claims_unsettled" ON "claims" USING btree ("due_by","id") WHERE outcome is null and merged_into is null;
