CREATE TABLE "identity" (
	"fund_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"invitation_id" uuid,
	"bound_at" timestamp (3) with time zone NOT NULL,
	"bound_by" uuid NOT NULL,
	CONSTRAINT "identity_pk" PRIMARY KEY("fund_id","token_id"),
	CONSTRAINT "identity_kind_check" CHECK ("identity"."kind" in ('person', 'program'))
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitation_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "invitation_role_check" CHECK ("invitation"."role" in ('director', 'accountant', 'auditor')),
	CONSTRAINT "invitation_expires_check" CHECK ("invitation"."expires_at" > "invitation"."created_at")
);
--> statement-breakpoint
CREATE TABLE "invitation_end" (
	"fund_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"ended_by" uuid NOT NULL,
	CONSTRAINT "invitation_end_pk" PRIMARY KEY("fund_id","invitation_id"),
	CONSTRAINT "invitation_end_outcome_check" CHECK ("invitation_end"."outcome" in ('accepted', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "issuer" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "provider_session" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "id_token" text;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_token_fk" FOREIGN KEY ("fund_id","token_id") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_by_fk" FOREIGN KEY ("fund_id","bound_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity" ADD CONSTRAINT "identity_invitation_fk" FOREIGN KEY ("fund_id","invitation_id") REFERENCES "public"."invitation"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_by_fk" FOREIGN KEY ("fund_id","created_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_end" ADD CONSTRAINT "invitation_end_invitation_fk" FOREIGN KEY ("fund_id","invitation_id") REFERENCES "public"."invitation"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_end" ADD CONSTRAINT "invitation_end_by_fk" FOREIGN KEY ("fund_id","ended_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_subject_idx" ON "identity" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "invitation_code_idx" ON "invitation" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "session_subject_idx" ON "session" USING btree ("issuer","subject");--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_provider_check" CHECK (("session"."issuer" is null) = ("session"."subject" is null));
--> statement-breakpoint
-- Whom a fund let in stays; an invitation and a person end by a row more.
GRANT SELECT, INSERT ON identity, invitation, invitation_end TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['identity', 'invitation', 'invitation_end'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
END
$$;
--> statement-breakpoint
-- An account is looked up outside the funds too, by its provider and subject; an invitation by its code;
-- the sessions of an account, when its provider ends them. Only the owner, as whom the functions run, has
-- these policies.
CREATE POLICY identity_asked_for ON identity FOR SELECT TO CURRENT_USER
  USING (issuer = (SELECT current_setting('app.issuer', true))
    AND subject = (SELECT current_setting('app.subject', true)));
CREATE POLICY invitation_asked_for ON invitation FOR SELECT TO CURRENT_USER
  USING (code_hash = (SELECT current_setting('app.code_hash', true)));
CREATE POLICY session_of_account ON session FOR SELECT TO CURRENT_USER
  USING (issuer = (SELECT current_setting('app.issuer', true)));
--> statement-breakpoint
-- For whom an account stands in which funds, with what may have ended it.
CREATE FUNCTION identities_of(asked_issuer text, asked_subject text)
RETURNS TABLE (
  fund_id uuid, fund_code text, token_id uuid, token_hash text, kind text, token_name text, role text,
  scopes text[], expires_on date, revoked boolean
)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outer_fund constant text := coalesce(current_setting('app.fund_id', true), '');
  known public.identity[];
  one public.identity;
BEGIN
  PERFORM set_config('app.issuer', asked_issuer, true);
  PERFORM set_config('app.subject', asked_subject, true);
  SELECT array_agg(i) INTO known FROM public.identity i
  WHERE i.issuer = asked_issuer AND i.subject = asked_subject;
  PERFORM set_config('app.issuer', '', true);
  PERFORM set_config('app.subject', '', true);
  FOREACH one IN ARRAY coalesce(known, '{}') LOOP
    PERFORM set_config('app.fund_id', one.fund_id::text, true);
    RETURN QUERY SELECT t.fund_id, f.code, t.id, t.token_hash, one.kind, t.name, t.role, t.scopes,
      t.expires_on, EXISTS (SELECT FROM public.token_revocation r
        WHERE r.fund_id = t.fund_id AND r.token_id = t.id)
    FROM public.token t JOIN public.fund f ON f.fund_id = t.fund_id
    WHERE t.fund_id = one.fund_id AND t.id = one.token_id;
  END LOOP;
  PERFORM set_config('app.fund_id', outer_fund, true);
END
$$;
--> statement-breakpoint
-- Which invitation has a code, and of which fund.
CREATE FUNCTION invitation_by_code(hash text)
RETURNS TABLE (fund_id uuid, fund_code text, id uuid)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.code_hash', hash, true);
  RETURN QUERY SELECT i.fund_id, f.code, i.id FROM public.invitation i
    JOIN public.fund f ON f.fund_id = i.fund_id WHERE i.code_hash = hash;
  PERFORM set_config('app.code_hash', '', true);
END
$$;
--> statement-breakpoint
-- The sessions of an account, or of one of its sessions at the provider, that had begun by an instant.
CREATE FUNCTION sessions_of(asked_issuer text, asked_subject text, asked_session text, begun_by timestamptz)
RETURNS TABLE (fund_id uuid, session_hash text, token_id uuid)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM set_config('app.issuer', asked_issuer, true);
  RETURN QUERY SELECT s.fund_id, s.session_hash, s.token_id FROM public.session s
  WHERE s.issuer = asked_issuer AND s.begun_at <= begun_by
    AND (asked_subject IS NULL OR s.subject = asked_subject)
    AND (asked_session IS NULL OR s.provider_session = asked_session)
    AND (asked_subject IS NOT NULL OR asked_session IS NOT NULL);
  PERFORM set_config('app.issuer', '', true);
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION identities_of(text, text), invitation_by_code(text),
  sessions_of(text, text, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identities_of(text, text), invitation_by_code(text),
  sessions_of(text, text, text, timestamptz) TO cooperative_fund_service;
