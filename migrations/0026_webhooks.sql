CREATE TABLE "webhook_delivery" (
	"fund_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"first_tried_at" timestamp (3) with time zone,
	"last_tried_at" timestamp (3) with time zone,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"claim" uuid,
	"claimed_until" timestamp (3) with time zone,
	"status" integer,
	"failure" text,
	"answer" text,
	CONSTRAINT "webhook_delivery_pk" PRIMARY KEY("fund_id","webhook_id","number"),
	CONSTRAINT "webhook_delivery_state_check" CHECK ("webhook_delivery"."state" in ('waiting', 'accepted')),
	CONSTRAINT "webhook_delivery_tries_check" CHECK ("webhook_delivery"."tries" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_progress" (
	"fund_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"queued_through" bigint NOT NULL,
	"held_until" timestamp (3) with time zone,
	CONSTRAINT "webhook_progress_pk" PRIMARY KEY("fund_id","webhook_id"),
	CONSTRAINT "webhook_progress_through_check" CHECK ("webhook_progress"."queued_through" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_version" (
	"fund_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"url" text NOT NULL,
	"description" text NOT NULL,
	"types" text[] NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"secret_version" integer NOT NULL,
	"key_fingerprint" text NOT NULL,
	"previous_until" timestamp (3) with time zone,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "webhook_version_pk" PRIMARY KEY("fund_id","webhook_id","version"),
	CONSTRAINT "webhook_version_state_check" CHECK ("webhook_version"."state" in ('active', 'paused', 'off', 'ended')),
	CONSTRAINT "webhook_version_versions_check" CHECK ("webhook_version"."version" > 0 and "webhook_version"."secret_version" > 0)
);
--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_progress_fk" FOREIGN KEY ("fund_id","webhook_id") REFERENCES "public"."webhook_progress"("fund_id","webhook_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_version" ADD CONSTRAINT "webhook_version_by_fk" FOREIGN KEY ("fund_id","recorded_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_delivery_waiting_idx" ON "webhook_delivery" USING btree ("fund_id","webhook_id","subject","number") WHERE "webhook_delivery"."state" = 'waiting';
--> statement-breakpoint
-- What was settled of a webhook stays. How far its deliveries are is forgotten with them.
GRANT SELECT, INSERT ON webhook_version TO cooperative_fund_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_progress, webhook_delivery TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['webhook_version', 'webhook_progress', 'webhook_delivery'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON webhook_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER row_by_row BEFORE TRUNCATE ON webhook_progress
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER row_by_row BEFORE TRUNCATE ON webhook_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
