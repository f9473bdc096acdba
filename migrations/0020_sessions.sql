CREATE TABLE "session" (
	"fund_id" uuid NOT NULL,
	"session_hash" text NOT NULL,
	"token_id" uuid NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_pk" PRIMARY KEY("fund_id","session_hash"),
	CONSTRAINT "session_ends_check" CHECK ("session"."ends_at" > "session"."begun_at")
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_token_fk" FOREIGN KEY ("fund_id","token_id") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Signing out deletes a session, and so does the next sign-in once a session has ended.
GRANT SELECT, INSERT, DELETE ON session TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  ALTER TABLE session ENABLE ROW LEVEL SECURITY;
  ALTER TABLE session FORCE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY session_of_fund ON session USING (fund_id = %s) WITH CHECK (fund_id = %s)',
    mine, mine);
END
$$;
--> statement-breakpoint
CREATE TRIGGER delete_only BEFORE UPDATE OR TRUNCATE ON session
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A session is looked up outside the funds too, by its hash. Only the owner, as whom session_by_hash
-- runs, has this policy.
CREATE POLICY session_asked_for ON session FOR SELECT TO CURRENT_USER
  USING (session_hash = (SELECT current_setting('app.session_hash', true)));
--> statement-breakpoint
-- Whose session has a hash and when the session ends, with what token_by_hash says of its token.
CREATE FUNCTION session_by_hash(hash text)
RETURNS TABLE (
  fund_id uuid, token_id uuid, token_name text, role text, scopes text[], expires_on date,
  revoked boolean, ends_at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outer_fund constant text := coalesce(current_setting('app.fund_id', true), '');
  found_session public.session;
  hash_of_token text;
BEGIN
  PERFORM set_config('app.session_hash', hash, true);
  SELECT s.* INTO found_session FROM public.session s WHERE s.session_hash = hash;
  PERFORM set_config('app.session_hash', '', true);
  IF found_session.session_hash IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('app.fund_id', found_session.fund_id::text, true);
  SELECT t.token_hash INTO hash_of_token FROM public.token t
  WHERE t.fund_id = found_session.fund_id AND t.id = found_session.token_id;
  PERFORM set_config('app.fund_id', outer_fund, true);
  RETURN QUERY SELECT t.*, found_session.ends_at FROM public.token_by_hash(hash_of_token) t;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION session_by_hash(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION session_by_hash(text) TO cooperative_fund_service;
