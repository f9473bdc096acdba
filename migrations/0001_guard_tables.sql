-- The role as which the service runs. It belongs to the whole cluster: another database of it, or
-- another migration at this moment, may have made it. Leaving the membership to an administrator
-- is possible too: GRANT cooperative_fund_service TO <owner>.
DO $$
DECLARE
  privilege text := CASE WHEN current_setting('server_version_num')::int >= 160000
    THEN 'SET' ELSE 'MEMBER' END;
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cooperative_fund_service') THEN
      CREATE ROLE cooperative_fund_service NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'cooperative_fund_service'
      AND (rolsuper OR rolbypassrls OR rolcreaterole)) THEN
    RAISE EXCEPTION 'role cooperative_fund_service may bypass row-level security: take that away';
  END IF;
  BEGIN
    IF NOT pg_has_role(current_user, 'cooperative_fund_service', privilege) THEN
      GRANT cooperative_fund_service TO CURRENT_USER;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
END
$$;
--> statement-breakpoint
-- What the service may do: read and add; the clock moves, and old answers to retries are dropped.
GRANT USAGE ON SCHEMA public TO cooperative_fund_service;
--> statement-breakpoint
GRANT SELECT, INSERT ON
  capital_movement, cooperative, disbursement, fact, fund, fund_clock, holiday_list,
  idempotency_key, lending_suspension, litigation_case, litigation_case_loan, litigation_stage,
  loan, loan_instalment, recall, recall_withdrawal, recovery_plan, recovery_plan_entry, repayment,
  reversal, token
TO cooperative_fund_service;
--> statement-breakpoint
GRANT UPDATE (last_recorded_at) ON fund_clock TO cooperative_fund_service;
--> statement-breakpoint
GRANT DELETE ON idempotency_key TO cooperative_fund_service;
--> statement-breakpoint
-- The readiness check compares the migrations applied with those shipped.
GRANT USAGE ON SCHEMA drizzle TO cooperative_fund_service;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO cooperative_fund_service;
--> statement-breakpoint
-- A fund sees and adds its own rows only, also when the owner of the tables asks. The sub-select
-- is evaluated once a statement, not once a row.
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'capital_movement', 'cooperative', 'disbursement', 'fact', 'fund', 'fund_clock',
    'holiday_list', 'idempotency_key', 'lending_suspension', 'litigation_case',
    'litigation_case_loan', 'litigation_stage', 'loan', 'loan_instalment', 'recall',
    'recall_withdrawal', 'recovery_plan', 'recovery_plan_entry', 'repayment', 'reversal', 'token'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
  END LOOP;
END
$$;
--> statement-breakpoint
-- The owner lists the funds of the installation; the service does not.
CREATE POLICY fund_of_installation ON fund FOR SELECT TO CURRENT_USER USING (true);
--> statement-breakpoint
-- The one look-up that stands outside the funds: a token by its hash. Only the owner, as whom
-- token_by_hash runs, has this policy.
CREATE POLICY token_asked_for ON token FOR SELECT TO CURRENT_USER
  USING (token_hash = (SELECT current_setting('app.token_hash', true)));
--> statement-breakpoint
CREATE FUNCTION token_by_hash(hash text)
RETURNS TABLE (fund_id uuid, token_id uuid, token_name text, role text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.token_hash', hash, true);
  RETURN QUERY SELECT t.fund_id, t.id, t.name, t.role FROM public.token t WHERE t.token_hash = hash;
  -- Not by a SET clause of the function: that takes a superuser for a setting of our own.
  PERFORM set_config('app.token_hash', '', true);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION token_by_hash(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION token_by_hash(text) TO cooperative_fund_service;
--> statement-breakpoint
-- Facts are never changed or removed: a mistake is reversed by a new fact (R12).
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: its rows are only ever added', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'capital_movement', 'cooperative', 'disbursement', 'fact', 'fund', 'holiday_list',
    'lending_suspension', 'litigation_case', 'litigation_case_loan', 'litigation_stage', 'loan',
    'loan_instalment', 'recall', 'recall_withdrawal', 'recovery_plan', 'recovery_plan_entry',
    'repayment', 'reversal', 'token'
  ] LOOP
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE TRIGGER update_only BEFORE DELETE OR TRUNCATE ON fund_clock
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER delete_only BEFORE UPDATE OR TRUNCATE ON idempotency_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- R21: the instants of a fund's facts only rise.
CREATE FUNCTION refuse_clock_back() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NEW.fund_id <> OLD.fund_id OR NEW.last_recorded_at <= OLD.last_recorded_at THEN
    RAISE EXCEPTION 'the clock of a fund only moves forward'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER forward_only BEFORE UPDATE ON fund_clock
  FOR EACH ROW EXECUTE FUNCTION refuse_clock_back();
--> statement-breakpoint
-- A retry finds its answer for at least 35 days.
CREATE FUNCTION refuse_early_delete() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF OLD.created_at > clock_timestamp() - interval '35 days' THEN
    RAISE EXCEPTION 'an idempotency key is kept for 35 days'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER delete_old_only BEFORE DELETE ON idempotency_key
  FOR EACH ROW EXECUTE FUNCTION refuse_early_delete();
