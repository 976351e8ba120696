CREATE TABLE "claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"statement" text NOT NULL,
	"criteria" text,
	"topics" text[] NOT NULL,
	"condition" text,
	"due_by" date NOT NULL,
	"due_by_strict" date NOT NULL,
	"due_wording" text,
	"due_basis" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"resolution_id" uuid,
	"outcome" text,
	"strict_outcome" text,
	"share" double precision,
	"void_reason" text,
	"occurred_on" date,
	"decided_on" date,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "entries_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" uuid NOT NULL,
	"bytes" "bytea" NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "entries_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"publisher" text,
	"published_on" date NOT NULL,
	"stance" text NOT NULL,
	"excerpt" text,
	"note" text,
	"filed_at" timestamp (3) with time zone NOT NULL,
	"filed_by" text NOT NULL,
	"entry_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotent_answers" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"location" text,
	"body" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotent_answers_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "predictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"pundit_id" uuid NOT NULL,
	"role" text,
	"source_id" uuid NOT NULL,
	"quote_exact" text NOT NULL,
	"quote_prefix" text,
	"quote_suffix" text,
	"quote_key" text NOT NULL,
	"said_on" date NOT NULL,
	"stance" text NOT NULL,
	"probability" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"basis" text NOT NULL,
	"phrase" text,
	"scale" text,
	"logged_at" timestamp (3) with time zone NOT NULL,
	"logged_by" text NOT NULL,
	"entry_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pundit_names" (
	"key" text PRIMARY KEY NOT NULL,
	"pundit_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pundits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"wikidata_id" text,
	"added_at" timestamp (3) with time zone NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "pundits_slug_unique" UNIQUE("slug"),
	CONSTRAINT "pundits_wikidata_id_unique" UNIQUE("wikidata_id")
);
--> statement-breakpoint
CREATE TABLE "resolutions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"share" double precision,
	"void_reason" text,
	"occurred_on" date,
	"ruled_out_on" date,
	"rationale" text NOT NULL,
	"evidence_ids" uuid[] NOT NULL,
	"resolved_at" timestamp (3) with time zone NOT NULL,
	"resolved_by" text NOT NULL,
	"entry_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"prediction_id" uuid PRIMARY KEY NOT NULL,
	"claim_id" uuid NOT NULL,
	"pundit_id" uuid NOT NULL,
	"share" double precision NOT NULL,
	"brier" double precision NOT NULL,
	"log" double precision NOT NULL,
	"counted" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identity" text NOT NULL,
	"url" text,
	"title" text NOT NULL,
	"publisher" text,
	"author" text,
	"published_on" date,
	"archive_url" text,
	"text_hash" text,
	"added_at" timestamp (3) with time zone NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "sources_identity_unique" UNIQUE("identity")
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_pundit_id_pundits_id_fk" FOREIGN KEY ("pundit_id") REFERENCES "public"."pundits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "predictions" ADD CONSTRAINT "predictions_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pundit_names" ADD CONSTRAINT "pundit_names_pundit_id_pundits_id_fk" FOREIGN KEY ("pundit_id") REFERENCES "public"."pundits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_prediction_id_predictions_id_fk" FOREIGN KEY ("prediction_id") REFERENCES "public"."predictions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_due" ON "claims" USING btree ("due_by","id");--> statement-breakpoint
CREATE INDEX "claims_settled" ON "claims" USING btree ("settled_at") WHERE settled_at is not null;--> statement-breakpoint
CREATE INDEX "claims_topics" ON "claims" USING gin ("topics");--> statement-breakpoint
CREATE INDEX "claims_search" ON "claims" USING gin (to_tsvector('english', "statement"));--> statement-breakpoint
CREATE INDEX "entries_subject" ON "entries" USING btree ("subject","position");--> statement-breakpoint
CREATE INDEX "evidence_claim" ON "evidence" USING btree ("claim_id","published_on","id");--> statement-breakpoint
CREATE INDEX "idempotent_answers_age" ON "idempotent_answers" USING btree ("actor","at");--> statement-breakpoint
CREATE UNIQUE INDEX "predictions_quote" ON "predictions" USING btree ("quote_key","source_id");--> statement-breakpoint
CREATE INDEX "predictions_claim" ON "predictions" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "predictions_pundit" ON "predictions" USING btree ("pundit_id","id");--> statement-breakpoint
CREATE INDEX "predictions_search" ON "predictions" USING gin (to_tsvector('english', "quote_exact"));--> statement-breakpoint
CREATE INDEX "pundit_names_pundit" ON "pundit_names" USING btree ("pundit_id");--> statement-breakpoint
CREATE INDEX "resolutions_claim" ON "resolutions" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "scores_claim" ON "scores" USING btree ("claim_id");--> statement-breakpoint
CREATE INDEX "scores_pundit" ON "scores" USING btree ("pundit_id");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'entries are insert-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "entries_insert_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
