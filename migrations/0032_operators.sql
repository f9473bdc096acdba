CREATE TABLE "fund_limit" (
	"fund_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"requests_per_second" integer,
	"cooperatives" integer,
	"loans" integer,
	"file_bytes" bigint,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "fund_limit_pk" PRIMARY KEY("fund_id","version"),
	CONSTRAINT "fund_limit_version_check" CHECK ("fund_limit"."version" > 0),
	CONSTRAINT "fund_limit_positive_check" CHECK (least("fund_limit"."requests_per_second", "fund_limit"."cooperatives", "fund_limit"."loans", "fund_limit"."file_bytes") > 0)
);
--> statement-breakpoint
CREATE TABLE "installation_operator" (
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"token_hash" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "installation_operator_pk" PRIMARY KEY("name","version"),
	CONSTRAINT "installation_operator_version_check" CHECK ("installation_operator"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "operator_act" (
	"number" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"operator" text NOT NULL,
	"address" text,
	"request_id" text,
	"act" text NOT NULL,
	"about" jsonb NOT NULL,
	CONSTRAINT "operator_act_pk" PRIMARY KEY("number"),
	CONSTRAINT "operator_act_number_check" CHECK ("operator_act"."number" > 0)
);
--> statement-breakpoint
CREATE INDEX "installation_operator_hash_idx" ON "installation_operator" USING btree ("token_hash");
--> statement-breakpoint
-- Of a fund the service sees its limits, and sets none. Of operators it sees and writes nothing but by the
-- functions below, each of which asks for the hash of an operator's token.
GRANT SELECT ON fund_limit TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['installation_operator', 'operator_act', 'fund_limit'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE POLICY fund_limit_of_fund ON fund_limit
  USING (fund_id = (SELECT nullif(current_setting('app.fund_id', true), '')::uuid))
  WITH CHECK (fund_id = (SELECT nullif(current_setting('app.fund_id', true), '')::uuid));
CREATE POLICY installation_operator_of_nobody ON installation_operator USING (false) WITH CHECK (false);
CREATE POLICY operator_act_of_nobody ON operator_act USING (false) WITH CHECK (false);
-- Only the owner, as whom the functions run.
CREATE POLICY installation_operator_of_owner ON installation_operator TO CURRENT_USER
  USING (true) WITH CHECK (true);
CREATE POLICY operator_act_of_owner ON operator_act TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Whose token has a hash; null: no operator's, or one's that was ended.
CREATE FUNCTION operator_by_hash(hash text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT o.name FROM public.installation_operator o WHERE o.token_hash = hash
    AND o.version = (SELECT max(l.version) FROM public.installation_operator l WHERE l.name = o.name)
$$;
--> statement-breakpoint
-- The ids of the funds of the installation, oldest first; for nobody else any.
CREATE FUNCTION funds_for_operator(hash text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT f.fund_id FROM public.fund f WHERE public.operator_by_hash(hash) IS NOT NULL
    ORDER BY f.created_at, f.fund_id
$$;
--> statement-breakpoint
-- Whether there is more than one fund: then each has limits by default.
CREATE FUNCTION has_several_funds() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$ SELECT count(*) > 1 FROM (SELECT FROM public.fund LIMIT 2) first_two $$;
--> statement-breakpoint
-- Notes what an operator does, and says who that is.
CREATE FUNCTION note_operator_act(
  hash text, of_act text, of_what jsonb, from_address text, under_request text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  who constant text := public.operator_by_hash(hash);
BEGIN
  IF who IS NULL THEN
    RAISE EXCEPTION 'no operator has this token' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('operator_act', 0));
  INSERT INTO public.operator_act (number, recorded_at, operator, address, request_id, act, about)
  SELECT coalesce(max(number), 0) + 1, clock_timestamp(), who, from_address, under_request, of_act,
    of_what FROM public.operator_act;
  RETURN who;
END
$$;
--> statement-breakpoint
-- Sets the limits of a fund, and notes that; false: there is no such fund.
CREATE FUNCTION put_fund_limit(
  hash text, of_fund uuid, requests int, of_cooperatives int, of_loans int, of_file_bytes bigint,
  from_address text, under_request text
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outer_fund constant text := coalesce(current_setting('app.fund_id', true), '');
  who text;
BEGIN
  IF NOT EXISTS (SELECT FROM public.fund f WHERE f.fund_id = of_fund) THEN
    RETURN false;
  END IF;
  who := public.note_operator_act(hash, 'limits_set', jsonb_build_object('fundId', of_fund,
    'requestsPerSecond', requests, 'cooperatives', of_cooperatives, 'loans', of_loans,
    'fileBytes', of_file_bytes), from_address, under_request);
  PERFORM set_config('app.fund_id', of_fund::text, true);
  INSERT INTO public.fund_limit (fund_id, version, requests_per_second, cooperatives, loans,
    file_bytes, recorded_at, recorded_by)
  SELECT of_fund, coalesce(max(l.version), 0) + 1, requests, of_cooperatives, of_loans,
    of_file_bytes, clock_timestamp(), who FROM public.fund_limit l WHERE l.fund_id = of_fund;
  PERFORM set_config('app.fund_id', outer_fund, true);
  RETURN true;
END
$$;
--> statement-breakpoint
-- What operators did behind a number, in their order; for nobody else any.
CREATE FUNCTION operator_acts(hash text, behind bigint, most int)
RETURNS TABLE (
  number bigint, recorded_at timestamptz, operator text, address text, request_id text, act text,
  about jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.number, a.recorded_at, a.operator, a.address, a.request_id, a.act, a.about
  FROM public.operator_act a
  WHERE public.operator_by_hash(hash) IS NOT NULL AND a.number > behind ORDER BY a.number LIMIT most
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION operator_by_hash(text), funds_for_operator(text), has_several_funds(),
  note_operator_act(text, text, jsonb, text, text),
  put_fund_limit(text, uuid, int, int, int, bigint, text, text),
  operator_acts(text, bigint, int) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION operator_by_hash(text), funds_for_operator(text), has_several_funds(),
  note_operator_act(text, text, jsonb, text, text),
  put_fund_limit(text, uuid, int, int, int, bigint, text, text),
  operator_acts(text, bigint, int) TO cooperative_fund_service;
