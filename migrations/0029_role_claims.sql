CREATE TABLE "role_claim" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"effective_on" date NOT NULL,
	"roles" jsonb NOT NULL,
	"source_document" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "role_claim_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
ALTER TABLE "role_claim" ADD CONSTRAINT "role_claim_by_fk" FOREIGN KEY ("fund_id","recorded_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "role_claim_issuer_idx" ON "role_claim" USING btree ("issuer","effective_on");
--> statement-breakpoint
-- What a fund makes of a claim stays; another one comes after it.
GRANT SELECT, INSERT ON role_claim TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  ALTER TABLE role_claim ENABLE ROW LEVEL SECURITY;
  ALTER TABLE role_claim FORCE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY role_claim_of_fund ON role_claim USING (fund_id = %s) WITH CHECK (fund_id = %s)',
    mine, mine);
END
$$;
--> statement-breakpoint
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON role_claim
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Which funds a provider's groups come into is looked up outside the funds too. Only the owner, as whom
-- role_claims_of runs, has this policy.
CREATE POLICY role_claim_asked_for ON role_claim FOR SELECT TO CURRENT_USER
  USING (issuer = (SELECT current_setting('app.issuer', true)));
--> statement-breakpoint
-- What each fund makes of a provider's claim on a day.
CREATE FUNCTION role_claims_of(asked_issuer text, on_day date)
RETURNS TABLE (fund_id uuid, fund_code text, roles jsonb)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.issuer', asked_issuer, true);
  RETURN QUERY SELECT DISTINCT ON (c.fund_id) c.fund_id, f.code, c.roles
    FROM public.role_claim c JOIN public.fund f ON f.fund_id = c.fund_id
    WHERE c.issuer = asked_issuer AND c.effective_on <= on_day
    ORDER BY c.fund_id, c.effective_on DESC, c.recorded_at DESC;
  PERFORM set_config('app.issuer', '', true);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION role_claims_of(text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION role_claims_of(text, date) TO cooperative_fund_service;
