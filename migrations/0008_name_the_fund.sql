-- What a fund is called from a day on, and the days on which work is made up for. The owner is let
-- through the walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "fund_version" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"changed_on" date,
	"reason" text NOT NULL,
	"name" text NOT NULL,
	"province" text NOT NULL,
	CONSTRAINT "fund_version_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";
--> statement-breakpoint
ALTER TABLE "holiday_list" ADD COLUMN "working_days" date[];
--> statement-breakpoint
ALTER TABLE "fund_version" ADD CONSTRAINT "fund_version_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON fund_version TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  ALTER TABLE fund_version ENABLE ROW LEVEL SECURITY;
  ALTER TABLE fund_version FORCE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY fund_version_of_fund ON fund_version USING (fund_id = %s) '
    'WITH CHECK (fund_id = %s)', mine, mine);
  CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  ALTER TABLE fact FORCE ROW LEVEL SECURITY;
END
$$;
