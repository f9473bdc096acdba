-- The collection log, the fund's own plan, the parties of a case, and the terms and fees of the courts.
-- The owner is let through the walls between the funds meanwhile, as it checks the new keys and adds
-- policies to each fund.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cooperative NO FORCE ROW LEVEL SECURITY;
ALTER TABLE litigation_case NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "litigation_case_party" (
	"fund_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"note" text,
	CONSTRAINT "litigation_case_party_pk" PRIMARY KEY("fund_id","case_id","position"),
	CONSTRAINT "litigation_case_party_role_check" CHECK ("litigation_case_party"."role" in ('co_defendant', 'guarantor', 'related_person', 'representative'))
);
--> statement-breakpoint
CREATE TABLE "collection_entry" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(18, 0),
	"promised_on" date,
	"document_number" text,
	"note" text,
	CONSTRAINT "collection_entry_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "collection_entry_kind_check" CHECK ("collection_entry"."kind" in ('meeting_with_committee', 'meeting_with_cooperative', 'call', 'promise', 'capital_misused', 'capital_ineffective', 'refuses_to_pay', 'debt_confirmation', 'means_check', 'active', 'ceased_operation', 'dissolved', 'bankrupt')),
	CONSTRAINT "collection_entry_amount_check" CHECK ("collection_entry"."amount" > 0),
	CONSTRAINT "collection_entry_promise_check" CHECK (case when "collection_entry"."kind" = 'promise' then num_nulls("collection_entry"."amount", "collection_entry"."promised_on") = 0
        else "collection_entry"."promised_on" is null and ("collection_entry"."amount" is null or "collection_entry"."kind" = 'debt_confirmation') end)
);
--> statement-breakpoint
CREATE TABLE "collection_entry_loan" (
	"fund_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	CONSTRAINT "collection_entry_loan_pk" PRIMARY KEY("fund_id","entry_id","loan_id")
);
--> statement-breakpoint
CREATE TABLE "fund_plan" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "fund_plan_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "fund_plan_entry" (
	"fund_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"expected_on" date NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"ground" text,
	CONSTRAINT "fund_plan_entry_pk" PRIMARY KEY("fund_id","plan_id","position"),
	CONSTRAINT "fund_plan_entry_kind_check" CHECK ("fund_plan_entry"."kind" in ('disbursement', 'contribution', 'withdrawal')),
	CONSTRAINT "fund_plan_entry_amount_check" CHECK ("fund_plan_entry"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";
--> statement-breakpoint
ALTER TABLE "litigation_case_party" ADD CONSTRAINT "litigation_case_party_case_fk" FOREIGN KEY ("fund_id","case_id") REFERENCES "public"."litigation_case"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "collection_entry" ADD CONSTRAINT "collection_entry_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "collection_entry" ADD CONSTRAINT "collection_entry_cooperative_fk" FOREIGN KEY ("fund_id","cooperative_id") REFERENCES "public"."cooperative"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "collection_entry_loan" ADD CONSTRAINT "collection_entry_loan_entry_fk" FOREIGN KEY ("fund_id","entry_id") REFERENCES "public"."collection_entry"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "collection_entry_loan" ADD CONSTRAINT "collection_entry_loan_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "fund_plan" ADD CONSTRAINT "fund_plan_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "fund_plan_entry" ADD CONSTRAINT "fund_plan_entry_plan_fk" FOREIGN KEY ("fund_id","plan_id") REFERENCES "public"."fund_plan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "collection_entry_cooperative_idx" ON "collection_entry" USING btree ("fund_id","cooperative_id");
--> statement-breakpoint
CREATE INDEX "collection_entry_loan_idx" ON "collection_entry_loan" USING btree ("fund_id","loan_id");
--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
-- Terms run from an event to the same calendar day; the fee of a claim above so much is the base and a
-- percentage of what exceeds it. Which courts there are is for each fund to say.
CREATE FUNCTION default_recovery_policies()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('limitationToSueYears'::text, '3'::jsonb, 'Bộ luật Dân sự 2015, Điều 429, Điều 157'::text),
  ('appealDays', '15', 'Bộ luật Tố tụng dân sự 2015, Điều 273'),
  ('enforcementRequestYears', '5', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014), Điều 30'),
  ('meansRecheckMonths', '6', 'Luật Thi hành án dân sự 2008 (sửa đổi 2014), Điều 44'),
  ('creditorClaimDays', '30', 'Luật Phá sản 2014, Điều 66'),
  ('courtFee', '{
    "civil": {
      "leastAdvance": "300000",
      "bands": [
        {"above": "0", "base": "300000", "percent": "0"},
        {"above": "6000000", "base": "300000", "percent": "5"},
        {"above": "400000000", "base": "20000000", "percent": "4"},
        {"above": "800000000", "base": "36000000", "percent": "3"},
        {"above": "2000000000", "base": "72000000", "percent": "2"},
        {"above": "4000000000", "base": "112000000", "percent": "0.1"}
      ]
    },
    "commercial": {
      "leastAdvance": "3000000",
      "bands": [
        {"above": "0", "base": "3000000", "percent": "0"},
        {"above": "60000000", "base": "3000000", "percent": "5"},
        {"above": "400000000", "base": "20000000", "percent": "4"},
        {"above": "800000000", "base": "36000000", "percent": "3"},
        {"above": "2000000000", "base": "72000000", "percent": "2"},
        {"above": "4000000000", "base": "112000000", "percent": "0.1"}
      ]
    }
  }', 'Nghị quyết 326/2016/UBTVQH14'),
  ('courts', '[]', 'Luật Tổ chức Tòa án nhân dân')
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document
FROM fund CROSS JOIN default_recovery_policies() d;
--> statement-breakpoint
GRANT SELECT, INSERT ON
  collection_entry, collection_entry_loan, fund_plan, fund_plan_entry, litigation_case_party
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'collection_entry', 'collection_entry_loan', 'fund_plan', 'fund_plan_entry',
    'litigation_case_party'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['fund', 'fact', 'loan', 'cooperative', 'litigation_case', 'policy'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
