-- Books that are taken over: the files as they were sent, and what each entered. The owner is let through the
-- walls between the funds meanwhile, as it checks the new keys.
ALTER TABLE fact NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "import_content" (
	"fund_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_content_pk" PRIMARY KEY("fund_id","import_id")
);
--> statement-breakpoint
CREATE TABLE "import_entry" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"first_recorded_at" timestamp (3) with time zone NOT NULL,
	"facts" integer NOT NULL,
	CONSTRAINT "import_entry_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "import_entry_facts_check" CHECK ("import_entry"."facts" > 0)
);
--> statement-breakpoint
CREATE TABLE "import_file" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"byte_count" integer NOT NULL,
	"answers" jsonb NOT NULL,
	CONSTRAINT "import_file_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "import_file_sha256_check" CHECK ("import_file"."sha256" ~ '^[0-9a-f]{64}$' and "import_file"."byte_count" > 0)
);
--> statement-breakpoint
ALTER TABLE "fact" DROP CONSTRAINT "fact_kind_check";--> statement-breakpoint
ALTER TABLE "import_content" ADD CONSTRAINT "import_content_import_fk" FOREIGN KEY ("fund_id","import_id") REFERENCES "public"."import_file"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_entry" ADD CONSTRAINT "import_entry_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_entry" ADD CONSTRAINT "import_entry_import_fk" FOREIGN KEY ("fund_id","import_id") REFERENCES "public"."import_file"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_file" ADD CONSTRAINT "import_file_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_entry_import_idx" ON "import_entry" USING btree ("fund_id","import_id");--> statement-breakpoint
CREATE INDEX "import_file_sha256_idx" ON "import_file" USING btree ("fund_id","sha256");--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'cooperative_change', 'locality_change', 'loan', 'loan_correction', 'loan_opening', 'disbursement', 'repayment', 'capital_movement', 'fund_opening', 'place', 'transfer', 'place_count', 'trustee_statement', 'income_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'restructuring', 'rate_change', 'freeze', 'freeze_end', 'waiver', 'charge_off', 'debt_group_override', 'recovery_plan', 'fund_plan', 'collection_entry', 'litigation_case', 'litigation_stage', 'document_settings', 'fund_change', 'notice_run', 'notice', 'notice_delivery', 'report_issue', 'import', 'import_entry', 'policy', 'period_closing', 'period_reopening', 'reversal'));
--> statement-breakpoint
GRANT SELECT, INSERT ON import_content, import_entry, import_file TO cooperative_fund_service;
--> statement-breakpoint
DO $$
DECLARE
  guarded text;
  mine constant text := '(SELECT nullif(current_setting(''app.fund_id'', true), '''')::uuid)';
BEGIN
  FOREACH guarded IN ARRAY ARRAY['import_content', 'import_entry', 'import_file'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY %I ON %I USING (fund_id = %s) WITH CHECK (fund_id = %s)',
      guarded || '_of_fund', guarded, mine, mine);
    EXECUTE format('CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', guarded);
  END LOOP;
  ALTER TABLE fact FORCE ROW LEVEL SECURITY;
END
$$;
