-- Funds that become one: that a fund handed over all it has, what another took over, and where a loan that was
-- taken over was before. The owner is let through the walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "handover" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_number" text NOT NULL,
	"to_fund" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "handover_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "handover_sha256_check" CHECK ("handover"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "handover_content" (
	"fund_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "handover_content_pk" PRIMARY KEY("fund_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "handover_entry" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_number" text NOT NULL,
	"from_fund" text NOT NULL,
	"from_name" text NOT NULL,
	"sha256" text NOT NULL,
	"first_recorded_at" timestamp (3) with time zone NOT NULL,
	"facts" integer NOT NULL,
	CONSTRAINT "handover_entry_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "handover_entry_facts_check" CHECK ("handover_entry"."facts" > 0 and "handover_entry"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "loan_opening" ADD COLUMN "origin_fund" text;--> statement-breakpoint
ALTER TABLE "loan_opening" ADD COLUMN "origin_loan_id" uuid;--> statement-breakpoint
ALTER TABLE "handover" ADD CONSTRAINT "handover_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_content" ADD CONSTRAINT "handover_content_entry_fk" FOREIGN KEY ("fund_id","entry_id") REFERENCES "public"."handover_entry"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handover_entry" ADD CONSTRAINT "handover_entry_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_opening" ADD CONSTRAINT "loan_opening_origin_check" CHECK (("loan_opening"."origin_fund" is null) = ("loan_opening"."origin_loan_id" is null));--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'write_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'collateral', 'collateral_change', 'collateral_valuation', 'collateral_release', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'import', 'import_entry', 'handover', 'handover_entry', 'schedule_setting', 'scheduled_run', 'kept_classification', 'notice_draft', 'policy', 'period_closing', 'period_reopening', 'proposed_act', 'act_confirmation', 'act_rejection', 'act_withdrawal', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON handover, handover_entry, handover_content TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['handover', 'handover_entry', 'handover_content'] LOOP
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
