-- Acts that wait for a second person, and how they end.
CREATE TABLE "proposed_act" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"act" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"body" json NOT NULL,
	"if_match" text,
	"idempotency_key" text,
	"expires_on" date NOT NULL,
	"subject_id" uuid,
	"would" jsonb NOT NULL,
	CONSTRAINT "proposed_act_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "proposed_act_act_check" CHECK ("proposed_act"."act" in ('chargeOff', 'writeOff', 'waiver', 'restructuring', 'recall', 'freeze', 'rateChange', 'debtGroupOverride', 'contractCorrection', 'disbursement', 'capitalMovement', 'closing', 'reopening', 'reversal', 'policy', 'afterIssue', 'secondPerson', 'token')),
	CONSTRAINT "proposed_act_path_check" CHECK ("proposed_act"."path" like '/v1/%')
);
--> statement-breakpoint
CREATE TABLE "proposed_act_end" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"reason" text,
	"location" text,
	CONSTRAINT "proposed_act_end_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "proposed_act_end_proposal_unique" UNIQUE("fund_id","proposal_id")
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "proposed_act" ADD CONSTRAINT "proposed_act_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposed_act_end" ADD CONSTRAINT "proposed_act_end_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposed_act_end" ADD CONSTRAINT "proposed_act_end_proposal_fk" FOREIGN KEY ("fund_id","proposal_id") REFERENCES "public"."proposed_act"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'write_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'collateral', 'collateral_change', 'collateral_valuation', 'collateral_release', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'import', 'import_entry', 'schedule_setting', 'scheduled_run', 'kept_classification', 'notice_draft', 'policy', 'period_closing', 'period_reopening', 'proposed_act', 'act_confirmation', 'act_rejection', 'act_withdrawal', 'reversal'));
--> statement-breakpoint
-- Who may alone do what: nothing needs a second person where a fund has decided nothing else. The owner is let
-- through the walls between the funds meanwhile.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE FUNCTION default_second_person_policies()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('secondPerson'::text, '{"acts": [], "expiresAfterDays": 30}'::jsonb, 'Quy định nội bộ của quỹ'::text)
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document
FROM fund CROSS JOIN default_second_person_policies() d;
--> statement-breakpoint
GRANT SELECT, INSERT ON proposed_act, proposed_act_end TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['proposed_act', 'proposed_act_end'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  ALTER TABLE fund FORCE ROW LEVEL SECURITY;
  ALTER TABLE policy FORCE ROW LEVEL SECURITY;
END
$$;
