-- What is done at set times: settings, runs, kept classifications, drafts of notices. The owner is let through
-- the walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "notice_draft" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"pay_by" date NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"content" json NOT NULL,
	CONSTRAINT "notice_draft_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "notice_draft_quarter_check" CHECK ("notice_draft"."quarter" ~ '^[0-9]{4}-Q[1-4]$')
);
--> statement-breakpoint
CREATE TABLE "kept_classification" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"as_of" date NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"figures" json NOT NULL,
	"rows" json NOT NULL,
	CONSTRAINT "kept_classification_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "schedule_setting" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"work" text NOT NULL,
	"setting" jsonb NOT NULL,
	CONSTRAINT "schedule_setting_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "schedule_setting_work_check" CHECK ("schedule_setting"."work" in ('month-end', 'quarter-notices', 'deadlines-mail', 'housekeeping'))
);
--> statement-breakpoint
CREATE TABLE "scheduled_run" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"work" text NOT NULL,
	"slot" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"is_done" boolean,
	"tries" integer NOT NULL,
	"made" jsonb,
	"error" text,
	CONSTRAINT "scheduled_run_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "scheduled_run_done_unique" UNIQUE("fund_id","work","slot","is_done"),
	CONSTRAINT "scheduled_run_work_check" CHECK ("scheduled_run"."work" in ('month-end', 'quarter-notices', 'deadlines-mail', 'housekeeping', 'backup')),
	CONSTRAINT "scheduled_run_outcome_check" CHECK ("scheduled_run"."outcome" in ('done', 'nothing', 'failed')),
	CONSTRAINT "scheduled_run_done_check" CHECK (case when "scheduled_run"."outcome" = 'failed' then "scheduled_run"."is_done" is null and "scheduled_run"."error" is not null
      else "scheduled_run"."is_done" is not null and "scheduled_run"."is_done" and "scheduled_run"."error" is null end),
	CONSTRAINT "scheduled_run_tries_check" CHECK ("scheduled_run"."tries" > 0)
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "notice_run" ADD COLUMN "draft_id" uuid;--> statement-breakpoint
ALTER TABLE "notice_draft" ADD CONSTRAINT "notice_draft_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_classification" ADD CONSTRAINT "kept_classification_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_setting" ADD CONSTRAINT "schedule_setting_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_run" ADD CONSTRAINT "scheduled_run_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_classification_day_idx" ON "kept_classification" USING btree ("fund_id","as_of");--> statement-breakpoint
CREATE INDEX "scheduled_run_due_idx" ON "scheduled_run" USING btree ("fund_id","work","due_at");--> statement-breakpoint
ALTER TABLE "notice_run" ADD CONSTRAINT "notice_run_draft_fk" FOREIGN KEY ("fund_id","draft_id") REFERENCES "public"."notice_draft"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_run" ADD CONSTRAINT "notice_run_draft_unique" UNIQUE("fund_id","draft_id");--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'import', 'import_entry', 'schedule_setting', 'scheduled_run', 'kept_classification', 'notice_draft', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON kept_classification, notice_draft, schedule_setting, scheduled_run
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'kept_classification', 'notice_draft', 'schedule_setting', 'scheduled_run'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  ALTER TABLE fact FORCE ROW LEVEL SECURITY;
END
$$;
