-- Issued reports, their documents, and which issued papers a later fact changes. The owner is let
-- through the walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "affected" (
	"fund_id" uuid NOT NULL,
	"fact_id" uuid NOT NULL,
	"issued_id" uuid NOT NULL,
	CONSTRAINT "affected_pk" PRIMARY KEY("fund_id","fact_id","issued_id")
);
--> statement-breakpoint
CREATE TABLE "issued_report" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"year" integer NOT NULL,
	"document_number" text NOT NULL,
	"as_of" date NOT NULL,
	"period_start" date NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"figures" json NOT NULL,
	"lines" json NOT NULL,
	"document_hashes" jsonb NOT NULL,
	CONSTRAINT "issued_report_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "issued_report_number_unique" UNIQUE("fund_id","year","document_number"),
	CONSTRAINT "issued_report_period_check" CHECK ("issued_report"."period_start" <= "issued_report"."as_of")
);
--> statement-breakpoint
CREATE TABLE "issued_report_document" (
	"fund_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"format" text NOT NULL,
	"content" bytea NOT NULL,
	CONSTRAINT "issued_report_document_pk" PRIMARY KEY("fund_id","report_id","format")
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";
--> statement-breakpoint
ALTER TABLE "affected" ADD CONSTRAINT "affected_fact_fk" FOREIGN KEY ("fund_id","fact_id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "affected" ADD CONSTRAINT "affected_issued_fk" FOREIGN KEY ("fund_id","issued_id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "issued_report" ADD CONSTRAINT "issued_report_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "issued_report_document" ADD CONSTRAINT "issued_report_document_report_fk" FOREIGN KEY ("fund_id","report_id") REFERENCES "public"."issued_report"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON
  affected, issued_report, issued_report_document
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['affected', 'issued_report', 'issued_report_document'] LOOP
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
