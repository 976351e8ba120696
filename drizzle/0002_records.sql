CREATE TABLE "records" (
	"pundit_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"record" json NOT NULL,
	"skills" json NOT NULL,
	CONSTRAINT "records_pundit_id_topic_pk" PRIMARY KEY("pundit_id","topic")
);
--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_pundit_id_pundits_id_fk" FOREIGN KEY ("pundit_id") REFERENCES "public"."pundits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "records_topic" ON "records" USING btree ("topic");