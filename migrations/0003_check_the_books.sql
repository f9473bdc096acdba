-- The ledger, the audit trail, the closing of periods, and the end of tokens. The owner is let through
-- the walls between the funds meanwhile, as it checks the new keys and adds a policy to each fund.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE token NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"fund_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"actor" uuid NOT NULL,
	"address" text,
	"request_id" text,
	"act" text NOT NULL,
	"subject" uuid NOT NULL,
	"fact_id" uuid,
	"reason" text,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"fact_hash" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_event_pk" PRIMARY KEY("fund_id","number"),
	CONSTRAINT "audit_event_fact_unique" UNIQUE("fund_id","fact_id")
);
--> statement-breakpoint
CREATE TABLE "closing_account_balance" (
	"fund_id" uuid NOT NULL,
	"closing_id" uuid NOT NULL,
	"account" text NOT NULL,
	"balance" numeric(18, 0) NOT NULL,
	CONSTRAINT "closing_account_balance_pk" PRIMARY KEY("fund_id","closing_id","account"),
	CONSTRAINT "closing_account_balance_account_check" CHECK ("closing_account_balance"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected'))
);
--> statement-breakpoint
CREATE TABLE "closing_loan_balance" (
	"fund_id" uuid NOT NULL,
	"closing_id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"debt_group" smallint,
	"principal_outstanding" numeric(18, 0) NOT NULL,
	"principal_overdue" numeric(18, 0) NOT NULL,
	"principal_charged_off" numeric(18, 0) NOT NULL,
	"in_term_interest_owed" numeric(18, 0) NOT NULL,
	"overdue_interest_owed" numeric(18, 0) NOT NULL,
	"late_interest_owed" numeric(18, 0) NOT NULL,
	CONSTRAINT "closing_loan_balance_pk" PRIMARY KEY("fund_id","closing_id","loan_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_posting" (
	"fund_id" uuid NOT NULL,
	"fact_id" uuid NOT NULL,
	"effective_on" date NOT NULL,
	"account" text NOT NULL,
	"loan_id" uuid,
	"amount" numeric(18, 0) NOT NULL,
	CONSTRAINT "ledger_posting_pk" PRIMARY KEY("fund_id","fact_id","effective_on","account"),
	CONSTRAINT "ledger_posting_account_check" CHECK ("ledger_posting"."account" in ('availablePrincipal', 'interestMoney', 'outstandingPrincipal', 'charterCapital', 'principalChargedOff', 'inTermInterestCollected', 'overdueInterestCollected', 'lateInterestCollected')),
	CONSTRAINT "ledger_posting_amount_check" CHECK ("ledger_posting"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "period_closing" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"audit_number" bigint NOT NULL,
	"audit_hash" text NOT NULL,
	CONSTRAINT "period_closing_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "period_closing_quarter_check" CHECK ("period_closing"."quarter" ~ '^[0-9]{4}-Q[1-4]$')
);
--> statement-breakpoint
CREATE TABLE "period_reopening" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "period_reopening_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "period_reopening_quarter_check" CHECK ("period_reopening"."quarter" ~ '^[0-9]{4}-Q[1-4]$')
);
--> statement-breakpoint
CREATE TABLE "token_revocation" (
	"fund_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"revoked_at" timestamp (3) with time zone NOT NULL,
	"revoked_by" uuid NOT NULL,
	CONSTRAINT "token_revocation_pk" PRIMARY KEY("fund_id","token_id")
);
--> statement-breakpoint
CREATE TABLE "token_use" (
	"fund_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"last_used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "token_use_pk" PRIMARY KEY("fund_id","token_id")
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";
--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "scopes" text[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "expires_on" date;
--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_fund_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("fund_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_actor_fk" FOREIGN KEY ("fund_id","actor") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_fact_fk" FOREIGN KEY ("fund_id","fact_id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "closing_account_balance" ADD CONSTRAINT "closing_account_balance_closing_fk" FOREIGN KEY ("fund_id","closing_id") REFERENCES "public"."period_closing"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "closing_loan_balance" ADD CONSTRAINT "closing_loan_balance_closing_fk" FOREIGN KEY ("fund_id","closing_id") REFERENCES "public"."period_closing"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "closing_loan_balance" ADD CONSTRAINT "closing_loan_balance_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_fact_fk" FOREIGN KEY ("fund_id","fact_id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "period_closing" ADD CONSTRAINT "period_closing_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "period_reopening" ADD CONSTRAINT "period_reopening_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "token_revocation" ADD CONSTRAINT "token_revocation_token_fk" FOREIGN KEY ("fund_id","token_id") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "token_revocation" ADD CONSTRAINT "token_revocation_by_fk" FOREIGN KEY ("fund_id","revoked_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "token_use" ADD CONSTRAINT "token_use_token_fk" FOREIGN KEY ("fund_id","token_id") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "audit_event_subject_idx" ON "audit_event" USING btree ("fund_id","subject");
--> statement-breakpoint
CREATE INDEX "audit_event_recorded_idx" ON "audit_event" USING btree ("fund_id","recorded_at");
--> statement-breakpoint
CREATE INDEX "ledger_posting_account_idx" ON "ledger_posting" USING btree ("fund_id","account","effective_on");
--> statement-breakpoint
CREATE INDEX "ledger_posting_loan_idx" ON "ledger_posting" USING btree ("fund_id","loan_id");
--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'litigation_case', 'litigation_stage', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_scopes_check" CHECK (("token"."role" = 'integration') = (cardinality("token"."scopes") > 0));
--> statement-breakpoint
-- The accounts of the ledger under the codes of the chart of accounts for enterprises.
CREATE FUNCTION default_chart_of_accounts()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('chartOfAccounts'::text, '{
    "availablePrincipal": {"code": "1121", "vietnamese": "Nguồn vốn gốc khả dụng", "english": "Available principal"},
    "interestMoney": {"code": "1122", "vietnamese": "Tiền lãi đã thu", "english": "Interest money"},
    "outstandingPrincipal": {"code": "1283", "vietnamese": "Dư nợ gốc", "english": "Outstanding principal"},
    "charterCapital": {"code": "4111", "vietnamese": "Vốn điều lệ", "english": "Charter capital"},
    "principalChargedOff": {"code": "4118", "vietnamese": "Nợ gốc đã xử lý rủi ro", "english": "Principal charged off"},
    "inTermInterestCollected": {"code": "5151", "vietnamese": "Thu lãi trong hạn", "english": "In-term interest collected"},
    "overdueInterestCollected": {"code": "5152", "vietnamese": "Thu lãi quá hạn", "english": "Overdue interest collected"},
    "lateInterestCollected": {"code": "5153", "vietnamese": "Thu lãi chậm trả", "english": "Late interest collected"}
  }'::jsonb, 'Thông tư 200/2014/TT-BTC'::text)
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document
FROM fund CROSS JOIN default_chart_of_accounts() d;
--> statement-breakpoint
GRANT SELECT, INSERT ON
  audit_event, closing_account_balance, closing_loan_balance, ledger_posting, period_closing,
  period_reopening, token_revocation, token_use
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'audit_event', 'closing_account_balance', 'closing_loan_balance', 'ledger_posting',
    'period_closing', 'period_reopening', 'token_revocation', 'token_use'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    CONTINUE WHEN guarded = 'token_use';
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['fund', 'fact', 'token', 'loan', 'policy'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE TRIGGER update_only BEFORE DELETE OR TRUNCATE ON token_use
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- An entry, all that one fact posts on one day, is in balance before it is committed.
CREATE FUNCTION refuse_unbalanced_entry() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF (SELECT sum(p.amount) FROM public.ledger_posting p WHERE p.fund_id = NEW.fund_id
      AND p.fact_id = NEW.fact_id AND p.effective_on = NEW.effective_on) <> 0 THEN
    RAISE EXCEPTION 'the entry of fact % on % is not in balance', NEW.fact_id, NEW.effective_on
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON ledger_posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_entry();
--> statement-breakpoint
-- Whose token has a hash, whether it still opens anything, and that it was used.
DROP FUNCTION token_by_hash(text);
--> statement-breakpoint
CREATE FUNCTION token_by_hash(hash text)
RETURNS TABLE (
  fund_id uuid, token_id uuid, token_name text, role text, scopes text[], expires_on date,
  revoked boolean
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outer_fund constant text := coalesce(current_setting('app.fund_id', true), '');
  found_token public.token;
  is_revoked boolean;
BEGIN
  PERFORM set_config('app.token_hash', hash, true);
  SELECT t.* INTO found_token FROM public.token t WHERE t.token_hash = hash;
  -- Not by a SET clause of the function: that takes a superuser for a setting of our own.
  PERFORM set_config('app.token_hash', '', true);
  IF found_token.id IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('app.fund_id', found_token.fund_id::text, true);
  is_revoked := EXISTS (SELECT FROM public.token_revocation r
    WHERE r.fund_id = found_token.fund_id AND r.token_id = found_token.id);
  -- To the minute, so that a request is seldom a write.
  IF NOT EXISTS (SELECT FROM public.token_use u WHERE u.fund_id = found_token.fund_id
      AND u.token_id = found_token.id
      AND u.last_used_at > clock_timestamp() - interval '1 minute') THEN
    INSERT INTO public.token_use AS u (fund_id, token_id, last_used_at)
    VALUES (found_token.fund_id, found_token.id, clock_timestamp())
    ON CONFLICT ON CONSTRAINT token_use_pk DO UPDATE SET last_used_at = clock_timestamp();
  END IF;
  PERFORM set_config('app.fund_id', outer_fund, true);
  RETURN QUERY SELECT found_token.fund_id, found_token.id, found_token.name, found_token.role,
    found_token.scopes, found_token.expires_on, is_revoked;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION token_by_hash(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION token_by_hash(text) TO cooperative_fund_service;
