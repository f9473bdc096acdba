-- Notices, the runs that make them, and how documents are headed and signed. The owner is let through
-- the walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "document_settings" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"settings" jsonb NOT NULL,
	CONSTRAINT "document_settings_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"quarter" text NOT NULL,
	"pay_by" date NOT NULL,
	"total" numeric(18, 0) NOT NULL,
	"content" jsonb NOT NULL,
	"supersedes_id" uuid,
	"reason" text,
	CONSTRAINT "notice_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "notice_number_unique" UNIQUE("fund_id","year","number"),
	CONSTRAINT "notice_supersedes_unique" UNIQUE("fund_id","supersedes_id"),
	CONSTRAINT "notice_number_check" CHECK ("notice"."number" > 0 and "notice"."total" >= 0),
	CONSTRAINT "notice_quarter_check" CHECK ("notice"."quarter" ~ '^[0-9]{4}-Q[1-4]$'),
	CONSTRAINT "notice_reason_check" CHECK (("notice"."supersedes_id" is null) = ("notice"."reason" is null))
);
--> statement-breakpoint
CREATE TABLE "notice_delivery" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"proof_number" text,
	CONSTRAINT "notice_delivery_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "notice_delivery_kind_check" CHECK ("notice_delivery"."kind" in ('handed_over', 'posted', 'emailed'))
);
--> statement-breakpoint
CREATE TABLE "notice_run" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"pay_by" date NOT NULL,
	CONSTRAINT "notice_run_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "notice_run_quarter_check" CHECK ("notice_run"."quarter" ~ '^[0-9]{4}-Q[1-4]$')
);
--> statement-breakpoint
CREATE TABLE "notice_run_loan" (
	"fund_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"notice_id" uuid,
	"failure" text,
	CONSTRAINT "notice_run_loan_pk" PRIMARY KEY("fund_id","run_id","loan_id"),
	CONSTRAINT "notice_run_loan_outcome_check" CHECK (num_nonnulls("notice_run_loan"."notice_id", "notice_run_loan"."failure") <= 1)
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";
--> statement-breakpoint
ALTER TABLE "document_settings" ADD CONSTRAINT "document_settings_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_supersedes_fk" FOREIGN KEY ("fund_id","supersedes_id") REFERENCES "public"."notice"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_notice_fk" FOREIGN KEY ("fund_id","notice_id") REFERENCES "public"."notice"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_run" ADD CONSTRAINT "notice_run_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_run_loan" ADD CONSTRAINT "notice_run_loan_run_fk" FOREIGN KEY ("fund_id","run_id") REFERENCES "public"."notice_run"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_run_loan" ADD CONSTRAINT "notice_run_loan_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice_run_loan" ADD CONSTRAINT "notice_run_loan_notice_fk" FOREIGN KEY ("fund_id","notice_id") REFERENCES "public"."notice"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "notice_loan_idx" ON "notice" USING btree ("fund_id","loan_id");
--> statement-breakpoint
CREATE INDEX "notice_quarter_idx" ON "notice" USING btree ("fund_id","quarter");
--> statement-breakpoint
CREATE INDEX "notice_delivery_notice_idx" ON "notice_delivery" USING btree ("fund_id","notice_id");
--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'notice_run', 'notice', 'notice_delivery', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON
  document_settings, notice, notice_delivery, notice_run, notice_run_loan
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'document_settings', 'notice', 'notice_delivery', 'notice_run', 'notice_run_loan'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['fact', 'loan'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
