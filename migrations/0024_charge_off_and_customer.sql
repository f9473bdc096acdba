-- Why a loan was charged off and by which papers, how its interest and what is recovered are treated, and
-- the write-off (R40). The owner is let through the walls between the funds meanwhile, as it checks the new
-- key and adds policies to each fund.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE decision NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "decision_document" (
	"fund_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"name" text NOT NULL,
	"number" text,
	"issued_on" date,
	CONSTRAINT "decision_document_pk" PRIMARY KEY("fund_id","decision_id","place"),
	CONSTRAINT "decision_document_place_check" CHECK ("decision_document"."place" > 0)
);
--> statement-breakpoint
ALTER TABLE "closing_account_balance" DROP CONSTRAINT "closing_account_balance_account_check";--> statement-breakpoint
ALTER TABLE "ledger_posting" DROP CONSTRAINT "ledger_posting_account_check";--> statement-breakpoint
ALTER TABLE "decision" DROP CONSTRAINT "decision_kind_check";--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "charged_off_interest" text;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "recovery_of_charged_off" text;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "decision_document" ADD CONSTRAINT "decision_document_decision_fk" FOREIGN KEY ("fund_id","decision_id") REFERENCES "public"."decision"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_account_balance" ADD CONSTRAINT "closing_account_balance_account_check" CHECK ("closing_account_balance"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected', 'cashInHand', 'termDeposits', 'heldElsewhere', 'entrustedPrincipal', 'otherIncome', 'recoveryIncome', 'incomePaidOut', 'undistributedIncome', 'enforcementFees')
      or "closing_account_balance"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff|entrustedPrincipal):.');--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_account_check" CHECK ("ledger_posting"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected', 'cashInHand', 'termDeposits', 'heldElsewhere', 'entrustedPrincipal', 'otherIncome', 'recoveryIncome', 'incomePaidOut', 'undistributedIncome', 'enforcementFees')
      or "ledger_posting"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff|entrustedPrincipal):.');--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_ground_check" CHECK ("decision"."ground" in ('dissolved', 'bankrupt', 'dead', 'missing', 'unable_to_work', 'group_5'));--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_charged_off_interest_check" CHECK ("decision"."charged_off_interest" in ('stops', 'goes_on'));--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_recovery_check" CHECK ("decision"."recovery_of_charged_off" in ('capital', 'income'));--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_charge_off_check" CHECK (("decision"."kind" in ('charge_off', 'write_off') or "decision"."ground" is null)
        and num_nonnulls("decision"."charged_off_interest", "decision"."recovery_of_charged_off") in (0, 2)
        and ("decision"."kind" = 'charge_off' or "decision"."charged_off_interest" is null)
        and ("decision"."kind" = 'write_off' or "decision"."note" is null));--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_kind_check" CHECK ("decision"."kind" in ('restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'write_off', 'debt_group_override'));--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'write_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'import', 'import_entry', 'schedule_setting', 'scheduled_run', 'kept_classification', 'notice_draft', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
-- What holds where a fund has decided nothing else: charge-offs are treated as they were before (R14 e),
-- and the terms are those of the decree.
CREATE FUNCTION default_charge_off_policies()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('chargedOffInterest'::text, '"stops"'::jsonb,
    'Nghị định 45/2021/NĐ-CP, Điều 28; Nghị định 86/2024/NĐ-CP, Điều 11'::text),
  ('recoveryOfChargedOff', '"capital"',
    'Nghị định 45/2021/NĐ-CP, Điều 28; Nghị định 86/2024/NĐ-CP, Điều 13'),
  ('writeOffAfterYears', '5',
    'Nghị định 45/2021/NĐ-CP, Điều 28; Nghị định 86/2024/NĐ-CP, Điều 12'),
  ('keptWrittenOffYears', '10', 'Nghị định 86/2024/NĐ-CP, Điều 12')
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document
FROM fund CROSS JOIN default_charge_off_policies() d;
--> statement-breakpoint
GRANT SELECT, INSERT ON decision_document TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  ALTER TABLE decision_document ENABLE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY decision_document_of_fund ON decision_document '
    'USING (fund_id = %s) WITH CHECK (fund_id = %s)', mine, mine);
  CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  FOREACH guarded IN ARRAY ARRAY['fund', 'fact', 'decision', 'decision_document', 'policy'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
