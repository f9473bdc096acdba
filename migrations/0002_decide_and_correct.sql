-- What is known of a borrower, and what a contract says, become versions; decisions and policies are
-- new. The owner moves the rows, so it is let through the walls between the funds meanwhile.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cooperative NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan_instalment NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "cooperative_version" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"changed_on" date,
	"reason" text,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"locality" text NOT NULL,
	"kind" text NOT NULL,
	"tax_code" text,
	"representative" text,
	"address" text,
	"phone" text,
	"sector" text,
	"related_cooperative_ids" uuid[] NOT NULL,
	CONSTRAINT "cooperative_version_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "cooperative_version_kind_check" CHECK ("cooperative_version"."kind" in ('cooperative', 'union', 'group', 'member'))
);
--> statement-breakpoint
CREATE TABLE "policy" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"fact_id" uuid,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"effective_on" date,
	"ends_on" date,
	"source_document" text NOT NULL,
	CONSTRAINT "policy_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "policy_fact_unique" UNIQUE("fund_id","fact_id"),
	CONSTRAINT "policy_dates_check" CHECK ("policy"."ends_on" >= "policy"."effective_on"),
	CONSTRAINT "policy_effective_check" CHECK (("policy"."fact_id" is null) = ("policy"."effective_on" is null))
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"decision_number" text,
	"restructuring_kind" text,
	"rate_percent" numeric(9, 6),
	"overdue_rate_percent" numeric(9, 6),
	"frozen_to" date,
	"freeze_id" uuid,
	"component" text,
	"amount" numeric(18, 0),
	"debt_group" smallint,
	"group_change" text,
	"reason" text,
	CONSTRAINT "decision_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "decision_kind_check" CHECK ("decision"."kind" in ('restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override')),
	CONSTRAINT "decision_number_check" CHECK ("decision"."decision_number" is not null or "decision"."kind" = 'debt_group_override'
        and "decision"."group_change" = 'worsening' and "decision"."reason" is not null),
	CONSTRAINT "decision_restructuring_check" CHECK (("decision"."kind" = 'restructuring') = ("decision"."restructuring_kind" is not null)),
	CONSTRAINT "decision_restructuring_kind_check" CHECK ("decision"."restructuring_kind" in ('reschedule', 'extension')),
	CONSTRAINT "decision_rate_check" CHECK (("decision"."kind" = 'rate_change') = ("decision"."rate_percent" is not null)
        and ("decision"."kind" = 'rate_change' or "decision"."overdue_rate_percent" is null)
        and "decision"."rate_percent" >= 0 and "decision"."overdue_rate_percent" >= 0),
	CONSTRAINT "decision_freeze_check" CHECK (("decision"."kind" in ('freeze', 'freeze_end') or "decision"."frozen_to" is null)
        and ("decision"."kind" = 'freeze_end') = ("decision"."freeze_id" is not null)
        and ("decision"."kind" <> 'freeze_end' or "decision"."frozen_to" is not null)),
	CONSTRAINT "decision_waiver_check" CHECK (num_nonnulls("decision"."component", "decision"."amount")
        = case "decision"."kind" when 'waiver' then 2 else 0 end and "decision"."amount" > 0),
	CONSTRAINT "decision_component_check" CHECK ("decision"."component" in ('inTermInterest', 'overdueInterest', 'lateInterest')),
	CONSTRAINT "decision_group_check" CHECK (num_nonnulls("decision"."debt_group", "decision"."group_change")
        = case "decision"."kind" when 'debt_group_override' then 2 else 0 end
        and "decision"."debt_group" between 1 and 5
        and ("decision"."kind" = 'debt_group_override' or "decision"."reason" is null)),
	CONSTRAINT "decision_group_change_check" CHECK ("decision"."group_change" in ('worsening', 'improvement'))
);
--> statement-breakpoint
CREATE TABLE "decision_instalment" (
	"fund_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	CONSTRAINT "decision_instalment_pk" PRIMARY KEY("fund_id","decision_id","due_on"),
	CONSTRAINT "decision_instalment_principal_check" CHECK ("decision_instalment"."principal" > 0)
);
--> statement-breakpoint
CREATE TABLE "loan_terms" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"reason" text,
	"cooperative_id" uuid NOT NULL,
	"contract_number" text NOT NULL,
	"signed_on" date NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	"rate_percent" numeric(9, 6) NOT NULL,
	"overdue_rate_percent" numeric(9, 6),
	"late_interest_rate_percent" numeric(9, 6) NOT NULL,
	"overdue_scope" text NOT NULL,
	"allocation_order" jsonb,
	"schedule_kind" text NOT NULL,
	"schedule_count" integer,
	"schedule_every" text,
	"schedule_first_due_on" date,
	"schedule_round_to" numeric(18, 0),
	"schedule_instalment_amount" numeric(18, 0),
	"schedule_due_on" date,
	"interest_every" text NOT NULL,
	"interest_first_due_on" date,
	"purpose" text,
	"project_cost" numeric(18, 0),
	"own_capital" numeric(18, 0),
	CONSTRAINT "loan_terms_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "loan_terms_principal_check" CHECK ("loan_terms"."principal" > 0),
	CONSTRAINT "loan_terms_rate_check" CHECK ("loan_terms"."rate_percent" >= 0 and "loan_terms"."late_interest_rate_percent" >= 0),
	CONSTRAINT "loan_terms_overdue_rate_check" CHECK ("loan_terms"."overdue_rate_percent" >= 0),
	CONSTRAINT "loan_terms_project_check" CHECK ("loan_terms"."project_cost" >= 0 and "loan_terms"."own_capital" >= 0),
	CONSTRAINT "loan_terms_overdue_scope_check" CHECK ("loan_terms"."overdue_scope" in ('instalment', 'loan')),
	CONSTRAINT "loan_terms_schedule_every_check" CHECK ("loan_terms"."schedule_every" in ('month', 'quarter', 'half_year', 'year')),
	CONSTRAINT "loan_terms_interest_every_check" CHECK ("loan_terms"."interest_every" in ('month', 'quarter', 'half_year', 'year', 'maturity')),
	CONSTRAINT "loan_terms_schedule_check" CHECK (case when "loan_terms"."schedule_kind" in ('equal', 'annuity')
        then "loan_terms"."schedule_due_on" is null and "loan_terms"."schedule_count" > 0 and "loan_terms"."schedule_round_to" > 0
          and num_nulls("loan_terms"."schedule_count", "loan_terms"."schedule_every", "loan_terms"."schedule_first_due_on",
            "loan_terms"."schedule_round_to") = 0
          and ("loan_terms"."schedule_instalment_amount" is null
            or "loan_terms"."schedule_kind" = 'annuity' and "loan_terms"."schedule_instalment_amount" > 0)
        else num_nonnulls("loan_terms"."schedule_count", "loan_terms"."schedule_every", "loan_terms"."schedule_first_due_on",
            "loan_terms"."schedule_round_to", "loan_terms"."schedule_instalment_amount") = 0
          and case "loan_terms"."schedule_kind" when 'bullet' then "loan_terms"."schedule_due_on" is not null
            when 'custom' then "loan_terms"."schedule_due_on" is null else false end
        end),
	CONSTRAINT "loan_terms_interest_check" CHECK (("loan_terms"."interest_every" = 'maturity') = ("loan_terms"."interest_first_due_on" is null))
);
--> statement-breakpoint
INSERT INTO cooperative_version (fund_id, id, cooperative_id, code, name, locality, kind, tax_code, representative, address, phone, sector,
  related_cooperative_ids)
SELECT fund_id, id, id, code, name, locality, kind, tax_code, representative, address, phone, sector, '{}' FROM cooperative;
--> statement-breakpoint
INSERT INTO loan_terms (
  fund_id, id, loan_id,
  cooperative_id, contract_number, signed_on, principal, rate_percent, overdue_rate_percent,
  late_interest_rate_percent, overdue_scope, allocation_order, schedule_kind, schedule_count,
  schedule_every, schedule_first_due_on, schedule_round_to, schedule_due_on, interest_every,
  interest_first_due_on, purpose, project_cost, own_capital
)
SELECT fund_id, id, id,
  cooperative_id, contract_number, signed_on, principal, rate_percent, overdue_rate_percent,
  late_interest_rate_percent, overdue_scope, allocation_order, schedule_kind, schedule_count,
  schedule_every, schedule_first_due_on, schedule_round_to, schedule_due_on, interest_every,
  interest_first_due_on, purpose, project_cost, own_capital
FROM loan;
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";
--> statement-breakpoint
ALTER TABLE "loan_instalment" DROP CONSTRAINT "loan_instalment_loan_fk";
--> statement-breakpoint
-- Constraints and indexes of the columns go with them.
ALTER TABLE cooperative
  DROP COLUMN code,
  DROP COLUMN name,
  DROP COLUMN locality,
  DROP COLUMN kind,
  DROP COLUMN tax_code,
  DROP COLUMN representative,
  DROP COLUMN address,
  DROP COLUMN phone,
  DROP COLUMN sector;
--> statement-breakpoint
ALTER TABLE loan
  DROP COLUMN cooperative_id,
  DROP COLUMN contract_number,
  DROP COLUMN signed_on,
  DROP COLUMN principal,
  DROP COLUMN rate_percent,
  DROP COLUMN overdue_rate_percent,
  DROP COLUMN late_interest_rate_percent,
  DROP COLUMN overdue_scope,
  DROP COLUMN allocation_order,
  DROP COLUMN schedule_kind,
  DROP COLUMN schedule_count,
  DROP COLUMN schedule_every,
  DROP COLUMN schedule_first_due_on,
  DROP COLUMN schedule_round_to,
  DROP COLUMN schedule_due_on,
  DROP COLUMN interest_every,
  DROP COLUMN interest_first_due_on,
  DROP COLUMN purpose,
  DROP COLUMN project_cost,
  DROP COLUMN own_capital;
--> statement-breakpoint
ALTER TABLE loan_instalment RENAME COLUMN loan_id TO terms_id;
--> statement-breakpoint
ALTER TABLE "cooperative_version" ADD CONSTRAINT "cooperative_version_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "cooperative_version" ADD CONSTRAINT "cooperative_version_cooperative_fk" FOREIGN KEY ("fund_id","cooperative_id") REFERENCES "public"."cooperative"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "policy" ADD CONSTRAINT "policy_fund_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("fund_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "policy" ADD CONSTRAINT "policy_fact_fk" FOREIGN KEY ("fund_id","fact_id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_freeze_fk" FOREIGN KEY ("fund_id","freeze_id") REFERENCES "public"."decision"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "decision_instalment" ADD CONSTRAINT "decision_instalment_decision_fk" FOREIGN KEY ("fund_id","decision_id") REFERENCES "public"."decision"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "loan_terms" ADD CONSTRAINT "loan_terms_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "loan_terms" ADD CONSTRAINT "loan_terms_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "loan_terms" ADD CONSTRAINT "loan_terms_cooperative_fk" FOREIGN KEY ("fund_id","cooperative_id") REFERENCES "public"."cooperative"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "loan_instalment" ADD CONSTRAINT "loan_instalment_terms_fk" FOREIGN KEY ("fund_id","terms_id") REFERENCES "public"."loan_terms"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "cooperative_version_cooperative_idx" ON "cooperative_version" USING btree ("fund_id","cooperative_id");
--> statement-breakpoint
CREATE INDEX "cooperative_version_code_idx" ON "cooperative_version" USING btree ("fund_id","code");
--> statement-breakpoint
CREATE INDEX "decision_loan_idx" ON "decision" USING btree ("fund_id","loan_id");
--> statement-breakpoint
CREATE INDEX "loan_terms_loan_idx" ON "loan_terms" USING btree ("fund_id","loan_id");
--> statement-breakpoint
CREATE INDEX "loan_terms_contract_number_idx" ON "loan_terms" USING btree ("fund_id","contract_number");
--> statement-breakpoint
CREATE INDEX "loan_terms_cooperative_idx" ON "loan_terms" USING btree ("fund_id","cooperative_id");
--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'loan', 'loan_correction', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'litigation_case', 'litigation_stage', 'policy', 'reversal'));
--> statement-breakpoint
-- What holds where a fund has decided nothing else, with its source: copied into each fund.
CREATE FUNCTION default_policies()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('highestRatePercent'::text, '"20"'::jsonb, 'Bộ luật Dân sự 2015, Điều 468'::text),
  ('overdueRateSharePercent', '"150"'::jsonb, 'Nghị định 45/2021/NĐ-CP, Điều 25'),
  ('highestLateInterestRatePercent', '"10"'::jsonb, 'Thông tư 39/2016/TT-NHNN, Điều 13'),
  ('allocationOrder', '{"inTerm": ["overdueInterest", "lateInterest", "inTermInterest", "principal"],
    "overdue": ["overduePrincipal", "overdueInterest", "inTermInterest", "lateInterest", "principal"]}'::jsonb,
    'Thông tư 39/2016/TT-NHNN, Điều 18'),
  ('nonWorkingDays', '["saturday", "sunday"]'::jsonb, 'Bộ luật Dân sự 2015, Điều 148'),
  ('debtGroupFromDays', '[10, 30, 90, 180]'::jsonb,
    'Nghị định 45/2021/NĐ-CP, Điều 28; Thông tư 14/2024/TT-NHNN'),
  ('restructuredDebtGroup', '{"first": 2, "firstOverdue": [{"fromDays": 1, "group": 3},
    {"fromDays": 30, "group": 4}, {"fromDays": 90, "group": 5}],
    "second": 4, "secondOverdue": 5, "third": 5}'::jsonb,
    'Nghị định 45/2021/NĐ-CP, Điều 28; Thông tư 14/2024/TT-NHNN'),
  ('waivedInterestDebtGroup', '3'::jsonb,
    'Nghị định 45/2021/NĐ-CP, Điều 28; Thông tư 14/2024/TT-NHNN'),
  ('worstDebtGroupOfBorrower', 'true'::jsonb,
    'Nghị định 45/2021/NĐ-CP, Điều 28; Thông tư 14/2024/TT-NHNN'),
  ('specificProvisionPercent', '["0", "2", "25", "50", "100"]'::jsonb, 'Nghị định 86/2024/NĐ-CP'),
  ('generalProvision', '{"percent": "0.5", "groups": [1, 2, 3, 4]}'::jsonb,
    'Nghị định 86/2024/NĐ-CP'),
  ('singleCustomerLimitPercent', '"15"'::jsonb, 'Nghị định 45/2021/NĐ-CP, Điều 23'),
  ('relatedCustomersLimitPercent', '"25"'::jsonb, 'Nghị định 45/2021/NĐ-CP, Điều 23'),
  ('leastOwnCapitalPercent', '"20"'::jsonb, 'Nghị định 45/2021/NĐ-CP, Điều 22'),
  ('lendingChecks', '{"singleCustomer": "warning", "relatedCustomers": "warning",
    "ownCapital": "warning"}'::jsonb, 'Nghị định 45/2021/NĐ-CP, Điều 22 và 23')
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document
FROM fund CROSS JOIN default_policies() d;
--> statement-breakpoint
GRANT SELECT, INSERT ON cooperative_version, decision, decision_instalment, loan_terms, policy
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'cooperative_version', 'decision', 'decision_instalment', 'loan_terms', 'policy'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY[
    'fund', 'cooperative', 'loan', 'loan_instalment',
    'cooperative_version', 'decision', 'decision_instalment', 'loan_terms', 'policy'
  ] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
