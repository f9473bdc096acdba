-- Enforcement by Law 106/2025/QH15, and policies that begin on the day of their law. The owner is let through
-- the walls between the funds meanwhile, as it checks the new key and adds to each fund what is shipped.
ALTER TABLE litigation_case NO FORCE ROW LEVEL SECURITY;
ALTER TABLE litigation_stage NO FORCE ROW LEVEL SECURITY;
ALTER TABLE collection_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "litigation_stage_instalment" (
	"fund_id" uuid NOT NULL,
	"stage_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	CONSTRAINT "litigation_stage_instalment_pk" PRIMARY KEY("fund_id","stage_id","due_on"),
	CONSTRAINT "litigation_stage_instalment_amount_check" CHECK ("litigation_stage_instalment"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "litigation_stage" DROP CONSTRAINT "litigation_stage_stage_check";--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD COLUMN "enforcement_office" text;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD COLUMN "receipt_number" text;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD COLUMN "stayed_by" text;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD COLUMN "interest_goes_on" boolean;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD COLUMN "terminated_for" text;--> statement-breakpoint
ALTER TABLE "collection_entry" ADD COLUMN "litigation_case_id" uuid;--> statement-breakpoint
ALTER TABLE "litigation_stage_instalment" ADD CONSTRAINT "litigation_stage_instalment_stage_fk" FOREIGN KEY ("fund_id","stage_id") REFERENCES "public"."litigation_stage"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_entry" ADD CONSTRAINT "collection_entry_case_fk" FOREIGN KEY ("fund_id","litigation_case_id") REFERENCES "public"."litigation_case"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_channel_check" CHECK ("litigation_stage"."channel" in ('portal', 'paper', 'orally'));--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_stayed_by_check" CHECK ("litigation_stage"."stayed_by" in ('agreement', 'creditor', 'protest_authority', 'other'));--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_terminated_for_check" CHECK ("litigation_stage"."terminated_for" in ('creditor_request', 'debtor_gone', 'bankruptcy_opened', 'judgment_annulled', 'other'));--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_request_check" CHECK ("litigation_stage"."stage" = 'enforcement_requested' or num_nonnulls("litigation_stage"."channel", "litigation_stage"."receipt_number") = 0);--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_stay_check" CHECK ("litigation_stage"."stage" = 'enforcement_stayed' or num_nonnulls("litigation_stage"."stayed_by", "litigation_stage"."interest_goes_on") = 0);--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_termination_check" CHECK ("litigation_stage"."stage" <> 'enforcement_terminated' or "litigation_stage"."ground" is not null);--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_termination_kind_check" CHECK ("litigation_stage"."stage" = 'enforcement_terminated' or "litigation_stage"."terminated_for" is null);--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_stage_check" CHECK ("litigation_stage"."stage" in ('petition_filed', 'amendment_asked', 'petition_returned', 'fee_advance_paid', 'accepted', 'mediation', 'settlement_recognised', 'stayed', 'discontinued', 'hearing', 'first_instance_judgment', 'appealed', 'appeal_judgment', 'final', 'enforcement_requested', 'enforcement_decided', 'no_means_found', 'assets_attached', 'enforcement_stayed', 'enforcement_resumed', 'enforcement_suspended', 'enforcement_entrusted', 'request_returned', 'enforcement_terminated', 'enforcement_closed', 'withdrawn'));
--> statement-breakpoint
GRANT SELECT, INSERT ON litigation_stage_instalment TO cooperative_fund_service;
--> statement-breakpoint
-- The terms of the enforcement law of 2026. Before its day they are null or empty: the service had no such
-- term. The years to ask and the months of a new look stay as they were, under the new law's name.
CREATE FUNCTION default_enforcement_policies()
RETURNS TABLE (name text, value jsonb, source_document text, effective_on date)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('enforcementStages'::text, '[]'::jsonb, 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)'::text, null::date),
  ('enforcementStages', '["enforcement_stayed", "enforcement_resumed", "enforcement_suspended",
    "enforcement_terminated", "enforcement_entrusted", "request_returned"]',
    'Luật Thi hành án dân sự 106/2025/QH15, Điều 38, 46–48', '2026-07-01'),
  ('enforcementRequestYears', '5',
    'Luật Thi hành án dân sự 106/2025/QH15, Điều 34; Nghị định 152/2026/NĐ-CP, Điều 10', '2026-07-01'),
  ('meansRecheckMonths', '6', 'Luật Thi hành án dân sự 106/2025/QH15, Điều 38', '2026-07-01'),
  ('voluntaryEnforcementDays', 'null', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)', null),
  ('voluntaryEnforcementDays', '10', 'Luật Thi hành án dân sự 106/2025/QH15, Điều 36', '2026-07-01'),
  ('requestReturnYears', 'null', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)', null),
  ('requestReturnYears', '2', 'Luật Thi hành án dân sự 106/2025/QH15, Điều 38', '2026-07-01'),
  ('stateMoneyRequestYears', 'null', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)', null),
  ('stateMoneyRequestYears', '1', 'Nghị định 152/2026/NĐ-CP, Điều 9 khoản 8', '2026-07-01'),
  ('protestStayMonths', 'null', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)', null),
  ('protestStayMonths', '3', 'Luật Thi hành án dân sự 106/2025/QH15, Điều 46', '2026-07-01'),
  ('enforcementOffices', '[]', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014)', null)
$$;
--> statement-breakpoint
-- A fund that has said something of its own about a policy keeps what it said.
INSERT INTO policy (fund_id, id, name, value, effective_on, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.effective_on, d.source_document
FROM fund CROSS JOIN default_enforcement_policies() d
WHERE NOT EXISTS (
  SELECT FROM policy p WHERE p.fund_id = fund.fund_id AND p.name = d.name AND p.fact_id IS NOT NULL);
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['litigation_stage_instalment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['litigation_case', 'litigation_stage', 'collection_entry', 'policy', 'fund'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
