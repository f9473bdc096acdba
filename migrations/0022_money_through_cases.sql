-- Money that comes through a case before a court: what is kept back of it as the enforcement fee, the account of
-- these fees, and the order in which an award is paid (Decree 152/2026 art. 29). The owner is let through the
-- walls between the funds meanwhile, as it adds policies to each fund.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
ALTER TABLE repayment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_posting NO FORCE ROW LEVEL SECURITY;
ALTER TABLE closing_account_balance NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "closing_account_balance" DROP CONSTRAINT "closing_account_balance_account_check";--> statement-breakpoint
ALTER TABLE "ledger_posting" DROP CONSTRAINT "ledger_posting_account_check";--> statement-breakpoint
ALTER TABLE "policy" DROP CONSTRAINT "policy_effective_check";--> statement-breakpoint
ALTER TABLE "repayment" ADD COLUMN "enforcement_fee" numeric(18, 0);--> statement-breakpoint
ALTER TABLE "closing_account_balance" ADD CONSTRAINT "closing_account_balance_account_check" CHECK ("closing_account_balance"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected', 'cashInHand', 'termDeposits', 'heldElsewhere', 'entrustedPrincipal', 'otherIncome', 'incomePaidOut', 'undistributedIncome', 'enforcementFees')
      or "closing_account_balance"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff|entrustedPrincipal):.');--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_account_check" CHECK ("ledger_posting"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected', 'cashInHand', 'termDeposits', 'heldElsewhere', 'entrustedPrincipal', 'otherIncome', 'incomePaidOut', 'undistributedIncome', 'enforcementFees')
      or "ledger_posting"."account" ~ '^(capital|availablePrincipal|outstandingPrincipal|principalChargedOff|entrustedPrincipal):.');--> statement-breakpoint
ALTER TABLE "repayment" ADD CONSTRAINT "repayment_fee_check" CHECK ("repayment"."enforcement_fee" is null or ("repayment"."litigation_case_id" is not null
        and "repayment"."enforcement_fee" > 0 and "repayment"."enforcement_fee" < "repayment"."amount"));--> statement-breakpoint
ALTER TABLE "policy" ADD CONSTRAINT "policy_effective_check" CHECK ("policy"."fact_id" is null or "policy"."effective_on" is not null);
--> statement-breakpoint
-- What holds where a fund has decided nothing else, from the day of its law: copied into each fund. Null: from
-- the beginning of time. An empty order: a receipt through a case pays like any other.
CREATE FUNCTION default_case_policies()
RETURNS TABLE (name text, value jsonb, source_document text, effective_on date)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('awardAllocationOrder'::text, '[]'::jsonb, 'Thông tư 39/2016/TT-NHNN, Điều 18'::text, null::date),
  ('awardAllocationOrder', '["principal", "inTermInterest", "overdueInterest", "lateInterest"]',
    'Nghị định 152/2026/NĐ-CP, Điều 29', '2026-07-01')
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document, effective_on)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document, d.effective_on
FROM fund CROSS JOIN default_case_policies() d;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'fund', 'policy', 'repayment', 'ledger_posting', 'closing_account_balance'
  ] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
