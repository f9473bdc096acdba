-- Where the money of a fund is (R35), what is counted there, what trustees say, and money beside the
-- principal. The owner is let through the walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "income_movement" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"document_number" text NOT NULL,
	"description" text,
	"method" text,
	"place_id" uuid,
	"place_kind" text NOT NULL,
	"posted_as" text,
	CONSTRAINT "income_movement_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "income_movement_kind_check" CHECK ("income_movement"."kind" in ('received', 'paid_out', 'brought_forward')),
	CONSTRAINT "income_movement_amount_check" CHECK ("income_movement"."amount" > 0),
	CONSTRAINT "income_movement_method_check" CHECK ("income_movement"."method" in ('cash', 'transfer')),
	CONSTRAINT "income_movement_place_kind_check" CHECK ("income_movement"."place_kind" in ('cash', 'bank', 'deposit', 'trustee')),
	CONSTRAINT "income_movement_posted_as_check" CHECK ("income_movement"."posted_as" in ('by_place'))
);
--> statement-breakpoint
CREATE TABLE "place_count" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"place_id" uuid,
	"place_kind" text NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"document_number" text,
	"note" text,
	CONSTRAINT "place_count_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "place_count_amount_check" CHECK ("place_count"."amount" >= 0),
	CONSTRAINT "place_count_place_kind_check" CHECK ("place_count"."place_kind" in ('cash', 'bank', 'deposit', 'trustee'))
);
--> statement-breakpoint
CREATE TABLE "transfer" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"voucher_number" text NOT NULL,
	"note" text,
	"from_place_id" uuid,
	"from_kind" text NOT NULL,
	"to_place_id" uuid,
	"to_kind" text NOT NULL,
	"posted_as" text,
	"source" text,
	CONSTRAINT "transfer_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "transfer_source_check" CHECK ("transfer"."source" <> 'charter'),
	CONSTRAINT "transfer_amount_check" CHECK ("transfer"."amount" > 0),
	CONSTRAINT "transfer_from_place_kind_check" CHECK ("transfer"."from_kind" in ('cash', 'bank', 'deposit', 'trustee')),
	CONSTRAINT "transfer_to_place_kind_check" CHECK ("transfer"."to_kind" in ('cash', 'bank', 'deposit', 'trustee')),
	CONSTRAINT "transfer_posted_as_check" CHECK ("transfer"."posted_as" in ('by_place'))
);
--> statement-breakpoint
CREATE TABLE "trustee_statement" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"document_number" text,
	"outstanding" numeric(18, 0) NOT NULL,
	"overdue" numeric(18, 0) NOT NULL,
	"idle" numeric(18, 0) NOT NULL,
	"collected_principal" numeric(18, 0) NOT NULL,
	"interest" numeric(18, 0) NOT NULL,
	"fee" numeric(18, 0) NOT NULL,
	CONSTRAINT "trustee_statement_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "trustee_statement_amounts_check" CHECK (least("trustee_statement"."outstanding", "trustee_statement"."overdue", "trustee_statement"."idle", "trustee_statement"."collected_principal", "trustee_statement"."interest", "trustee_statement"."fee") >= 0),
	CONSTRAINT "trustee_statement_overdue_check" CHECK ("trustee_statement"."overdue" <= "trustee_statement"."outstanding")
);
--> statement-breakpoint
CREATE TABLE "place" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"account_number" text,
	"is_default" boolean NOT NULL,
	CONSTRAINT "place_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "place_kind_check" CHECK ("place"."kind" in ('cash', 'bank', 'deposit', 'trustee')),
	CONSTRAINT "place_default_check" CHECK (not "place"."is_default" or "place"."kind" in ('cash', 'bank'))
);
--> statement-breakpoint
ALTER TABLE "closing_account_balance" DROP CONSTRAINT "closing_account_balance_account_check";--> statement-breakpoint
ALTER TABLE "ledger_posting" DROP CONSTRAINT "ledger_posting_account_check";--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "disbursement" ADD COLUMN "place_id" uuid;--> statement-breakpoint
ALTER TABLE "disbursement" ADD COLUMN "posted_as" text;--> statement-breakpoint
ALTER TABLE "repayment" ADD COLUMN "place_id" uuid;--> statement-breakpoint
ALTER TABLE "repayment" ADD COLUMN "posted_as" text;--> statement-breakpoint
ALTER TABLE "capital_movement" ADD COLUMN "place_id" uuid;--> statement-breakpoint
ALTER TABLE "capital_movement" ADD COLUMN "posted_as" text;--> statement-breakpoint
ALTER TABLE "capital_movement" ADD COLUMN "from_income" boolean;--> statement-breakpoint
ALTER TABLE "income_movement" ADD CONSTRAINT "income_movement_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_movement" ADD CONSTRAINT "income_movement_place_fk" FOREIGN KEY ("fund_id","place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_count" ADD CONSTRAINT "place_count_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_count" ADD CONSTRAINT "place_count_place_fk" FOREIGN KEY ("fund_id","place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_from_place_fk" FOREIGN KEY ("fund_id","from_place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_to_place_fk" FOREIGN KEY ("fund_id","to_place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trustee_statement" ADD CONSTRAINT "trustee_statement_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trustee_statement" ADD CONSTRAINT "trustee_statement_place_fk" FOREIGN KEY ("fund_id","place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "income_movement_document_idx" ON "income_movement" USING btree ("fund_id","document_number");--> statement-breakpoint
ALTER TABLE "disbursement" ADD CONSTRAINT "disbursement_place_fk" FOREIGN KEY ("fund_id","place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repayment" ADD CONSTRAINT "repayment_place_fk" FOREIGN KEY ("fund_id","place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capital_movement" ADD CONSTRAINT "capital_movement_place_fk" FOREIGN KEY ("fund_id","place_id") REFERENCES "public"."place"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_account_balance" ADD CONSTRAINT "closing_account_balance_account_check" CHECK ("closing_account_balance"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected', 'cashInHand', 'termDeposits', 'heldElsewhere', 'entrustedPrincipal', 'otherIncome', 'incomePaidOut', 'undistributedIncome')
      or "closing_account_balance"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff|entrustedPrincipal):.');--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_account_check" CHECK ("ledger_posting"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected', 'cashInHand', 'termDeposits', 'heldElsewhere', 'entrustedPrincipal', 'otherIncome', 'incomePaidOut', 'undistributedIncome')
      or "ledger_posting"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff|entrustedPrincipal):.');--> statement-breakpoint
ALTER TABLE "disbursement" ADD CONSTRAINT "disbursement_posted_as_check" CHECK ("disbursement"."posted_as" in ('by_place'));--> statement-breakpoint
ALTER TABLE "repayment" ADD CONSTRAINT "repayment_posted_as_check" CHECK ("repayment"."posted_as" in ('by_place'));--> statement-breakpoint
ALTER TABLE "capital_movement" ADD CONSTRAINT "capital_movement_posted_as_check" CHECK ("capital_movement"."posted_as" in ('by_place'));--> statement-breakpoint
ALTER TABLE "capital_movement" ADD CONSTRAINT "capital_movement_from_income_check" CHECK ("capital_movement"."from_income" is null or ("capital_movement"."from_income" and "capital_movement"."kind" = 'contribution'
        and "capital_movement"."method" is null and "capital_movement"."place_id" is null));--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON income_movement, place, place_count, transfer, trustee_statement
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'income_movement', 'place', 'place_count', 'transfer', 'trustee_statement'
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
