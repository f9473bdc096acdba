CREATE TABLE "fund_opening" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_number" text NOT NULL,
	"available_principal" numeric(18, 0),
	CONSTRAINT "fund_opening_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "fund_opening_available_check" CHECK ("fund_opening"."available_principal" >= 0)
);
--> statement-breakpoint
CREATE TABLE "fund_opening_capital" (
	"fund_id" uuid NOT NULL,
	"opening_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"source" text NOT NULL,
	"name" text,
	"bears_risk" boolean,
	"amount" numeric(18, 0) NOT NULL,
	"available_principal" numeric(18, 0),
	CONSTRAINT "fund_opening_capital_pk" PRIMARY KEY("fund_id","opening_id","position"),
	CONSTRAINT "fund_opening_capital_source_unique" UNIQUE("fund_id","opening_id","source"),
	CONSTRAINT "fund_opening_capital_amount_check" CHECK ("fund_opening_capital"."amount" >= 0),
	CONSTRAINT "fund_opening_capital_available_check" CHECK ("fund_opening_capital"."available_principal" >= 0)
);
--> statement-breakpoint
ALTER TABLE "closing_account_balance" DROP CONSTRAINT "closing_account_balance_account_check";--> statement-breakpoint
ALTER TABLE "ledger_posting" DROP CONSTRAINT "ledger_posting_account_check";--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "loan_terms" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "capital_movement" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "capital_movement" ADD COLUMN "bears_risk" boolean;--> statement-breakpoint
ALTER TABLE "fund_opening" ADD CONSTRAINT "fund_opening_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_opening_capital" ADD CONSTRAINT "fund_opening_capital_opening_fk" FOREIGN KEY ("fund_id","opening_id") REFERENCES "public"."fund_opening"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_account_balance" ADD CONSTRAINT "closing_account_balance_account_check" CHECK ("closing_account_balance"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected')
      or "closing_account_balance"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff):.');--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_account_check" CHECK ("ledger_posting"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected')
      or "ledger_posting"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff):.');--> statement-breakpoint
ALTER TABLE "loan_terms" ADD CONSTRAINT "loan_terms_source_check" CHECK ("loan_terms"."source" <> 'charter');--> statement-breakpoint
ALTER TABLE "capital_movement" ADD CONSTRAINT "capital_movement_source_check" CHECK ("capital_movement"."source" <> 'charter');--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'policy', 'period_closing', 'period_reopening', 'reversal'));--> statement-breakpoint
GRANT SELECT, INSERT ON fund_opening, fund_opening_capital TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['fund_opening', 'fund_opening_capital'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
END
$$;
