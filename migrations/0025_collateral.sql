-- What secures loans (R41): assets with their owners, what they are worth on days, and their release; and to
-- whom a copy of a notice was handed. The owner is let through the walls between the funds meanwhile, as it
-- checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cooperative NO FORCE ROW LEVEL SECURITY;
ALTER TABLE loan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE notice_delivery NO FORCE ROW LEVEL SECURITY;
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "collateral_loan" (
	"fund_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"loan_id" uuid NOT NULL,
	"up_to" numeric(18, 0),
	CONSTRAINT "collateral_loan_pk" PRIMARY KEY("fund_id","version_id","position"),
	CONSTRAINT "collateral_loan_unique" UNIQUE("fund_id","version_id","loan_id"),
	CONSTRAINT "collateral_loan_up_to_check" CHECK ("collateral_loan"."up_to" > 0)
);
--> statement-breakpoint
CREATE TABLE "collateral_release" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"collateral_id" uuid NOT NULL,
	"document_number" text NOT NULL,
	"note" text,
	CONSTRAINT "collateral_release_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "collateral_valuation" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"collateral_id" uuid NOT NULL,
	"valued_on" date NOT NULL,
	"value" numeric(18, 0) NOT NULL,
	"basis" text NOT NULL,
	"valued_by" text,
	CONSTRAINT "collateral_valuation_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "collateral_valuation_value_check" CHECK ("collateral_valuation"."value" >= 0)
);
--> statement-breakpoint
CREATE TABLE "collateral_version" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"collateral_id" uuid NOT NULL,
	"changed_on" date,
	"reason" text,
	"sets_terms" boolean NOT NULL,
	"owner_cooperative_id" uuid,
	"owner_name" text,
	"owner_identity_number" text,
	"owner_address" text,
	"owner_phone" text,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"document_number" text,
	"may_be_sold_from" date,
	CONSTRAINT "collateral_version_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "collateral_version_kind_check" CHECK ("collateral_version"."kind" in ('real_estate', 'vehicle', 'machinery', 'deposit', 'other')),
	CONSTRAINT "collateral_version_owner_check" CHECK (("collateral_version"."owner_cooperative_id" is null) <> ("collateral_version"."owner_name" is null))
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "notice_delivery" ADD COLUMN "collateral_id" uuid;--> statement-breakpoint
ALTER TABLE "collateral_loan" ADD CONSTRAINT "collateral_loan_version_fk" FOREIGN KEY ("fund_id","version_id") REFERENCES "public"."collateral_version"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_loan" ADD CONSTRAINT "collateral_loan_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_release" ADD CONSTRAINT "collateral_release_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_release" ADD CONSTRAINT "collateral_release_collateral_fk" FOREIGN KEY ("fund_id","collateral_id") REFERENCES "public"."collateral_version"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_valuation" ADD CONSTRAINT "collateral_valuation_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_valuation" ADD CONSTRAINT "collateral_valuation_collateral_fk" FOREIGN KEY ("fund_id","collateral_id") REFERENCES "public"."collateral_version"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_version" ADD CONSTRAINT "collateral_version_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_version" ADD CONSTRAINT "collateral_version_collateral_fk" FOREIGN KEY ("fund_id","collateral_id") REFERENCES "public"."collateral_version"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collateral_version" ADD CONSTRAINT "collateral_version_owner_fk" FOREIGN KEY ("fund_id","owner_cooperative_id") REFERENCES "public"."cooperative"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "collateral_loan_idx" ON "collateral_loan" USING btree ("fund_id","loan_id");--> statement-breakpoint
CREATE INDEX "collateral_version_collateral_idx" ON "collateral_version" USING btree ("fund_id","collateral_id");--> statement-breakpoint
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_collateral_fk" FOREIGN KEY ("fund_id","collateral_id") REFERENCES "public"."collateral_version"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'write_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'collateral', 'collateral_change', 'collateral_valuation', 'collateral_release', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'import', 'import_entry', 'schedule_setting', 'scheduled_run', 'kept_classification', 'notice_draft', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
-- The highest parts of an asset's value that may be deducted, and for how long after the right to sell it.
-- In how many months an asset is to be valued anew is for each fund to say: 0, never.
CREATE FUNCTION default_collateral_policies()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('collateralDeductionPercent'::text, '{"real_estate": "50", "vehicle": "30", "machinery": "30",
    "deposit": "100", "other": "30"}'::jsonb, 'Nghị định 86/2024/NĐ-CP, Điều 6'::text),
  ('collateralDeductionYears', '{"real_estate": 2, "vehicle": 1, "machinery": 1, "deposit": 1,
    "other": 1}', 'Nghị định 86/2024/NĐ-CP, Điều 4 khoản 5'),
  ('collateralValuationMonths', '0', 'Nghị định 86/2024/NĐ-CP, Điều 5')
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.source_document
FROM fund CROSS JOIN default_collateral_policies() d;
--> statement-breakpoint
GRANT SELECT, INSERT ON collateral_loan, collateral_release, collateral_valuation, collateral_version
TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'collateral_loan', 'collateral_release', 'collateral_valuation', 'collateral_version'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['fund', 'fact', 'loan', 'cooperative', 'notice_delivery', 'policy'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END
$$;
