CREATE TABLE "checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cosignatures" (
	"size" bigint NOT NULL,
	"name" text NOT NULL,
	"key_id" text NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "cosignatures_size_name_key_id_pk" PRIMARY KEY("size","name","key_id")
);
--> statement-breakpoint
CREATE TABLE "redactions" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"index" bigint NOT NULL,
	"kept" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"redacted_at" timestamp (3) with time zone NOT NULL,
	"redacted_by" text NOT NULL,
	"redaction_id" uuid NOT NULL,
	CONSTRAINT "redactions_index_unique" UNIQUE("index")
);
--> statement-breakpoint
CREATE TABLE "sequenced" (
	"index" bigint PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"entry_id" uuid NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	"checkpoint_size" bigint NOT NULL,
	CONSTRAINT "sequenced_position_unique" UNIQUE("position"),
	CONSTRAINT "sequenced_entry_id_unique" UNIQUE("entry_id")
);
--> statement-breakpoint
CREATE TABLE "tree_nodes" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "tree_nodes_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
ALTER TABLE "cosignatures" ADD CONSTRAINT "cosignatures_size_checkpoints_size_fk" FOREIGN KEY ("size") REFERENCES "public"."checkpoints"("size") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Written by hand: what may never change, and the one change that may.
CREATE OR REPLACE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% are insert-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE FUNCTION "refuse_rewriting"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF length(NEW."bytes") = 0 AND EXISTS (SELECT FROM "redactions" WHERE "entry_id" = OLD."id") THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'the bytes of entries are only ever removed, by a redaction' USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
DROP TRIGGER "entries_insert_only" ON "entries";--> statement-breakpoint
CREATE TRIGGER "entries_insert_only" BEFORE UPDATE OF "position", "id", "kind", "subject", "leaf_hash" OR DELETE OR TRUNCATE ON "entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "entries_only_redacted" BEFORE UPDATE OF "bytes" ON "entries" FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting"();--> statement-breakpoint
CREATE TRIGGER "sequenced_insert_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "sequenced" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "tree_nodes_insert_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "tree_nodes" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "checkpoints_insert_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "cosignatures_insert_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "cosignatures" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
