CREATE TABLE "loan_opening" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"document_number" text,
	"disbursed" numeric(18, 0) NOT NULL,
	"accrued_interest" numeric(18, 0) NOT NULL,
	"overdue_interest" numeric(18, 0) NOT NULL,
	"late_interest" numeric(18, 0) NOT NULL,
	"restructurings" integer NOT NULL,
	"interest_waived" boolean NOT NULL,
	"last_payment_on" date,
	"last_confirmed_on" date,
	CONSTRAINT "loan_opening_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "loan_opening_amounts_check" CHECK ("loan_opening"."disbursed" > 0 and least("loan_opening"."accrued_interest", "loan_opening"."overdue_interest",
        "loan_opening"."late_interest") >= 0 and "loan_opening"."restructurings" >= 0)
);
--> statement-breakpoint
CREATE TABLE "loan_opening_instalment" (
	"fund_id" uuid NOT NULL,
	"opening_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	CONSTRAINT "loan_opening_instalment_pk" PRIMARY KEY("fund_id","opening_id","due_on"),
	CONSTRAINT "loan_opening_instalment_principal_check" CHECK ("loan_opening_instalment"."principal" >= 0)
);
--> statement-breakpoint
CREATE TABLE "loan_opening_interest" (
	"fund_id" uuid NOT NULL,
	"opening_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	CONSTRAINT "loan_opening_interest_pk" PRIMARY KEY("fund_id","opening_id","due_on"),
	CONSTRAINT "loan_opening_interest_amount_check" CHECK ("loan_opening_interest"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "loan_opening" ADD CONSTRAINT "loan_opening_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_opening" ADD CONSTRAINT "loan_opening_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_opening_instalment" ADD CONSTRAINT "loan_opening_instalment_opening_fk" FOREIGN KEY ("fund_id","opening_id") REFERENCES "public"."loan_opening"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_opening_interest" ADD CONSTRAINT "loan_opening_interest_opening_fk" FOREIGN KEY ("fund_id","opening_id") REFERENCES "public"."loan_opening"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "loan_opening_loan_idx" ON "loan_opening" USING btree ("fund_id","loan_id");--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'policy', 'period_closing', 'period_reopening', 'reversal'));--> statement-breakpoint
GRANT SELECT, INSERT ON loan_opening, loan_opening_instalment, loan_opening_interest
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['loan_opening', 'loan_opening_instalment', 'loan_opening_interest'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
END
$$;
