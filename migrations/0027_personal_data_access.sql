CREATE TABLE "personal_data_access" (
	"fund_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"token_id" uuid NOT NULL,
	"address" text,
	"request_id" text,
	"what" text NOT NULL,
	"subject" uuid,
	"cooperative_id" uuid,
	"about" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "personal_data_access_pk" PRIMARY KEY("fund_id","number"),
	CONSTRAINT "personal_data_access_what_check" CHECK ("personal_data_access"."what" in ('cooperative', 'collateral', 'enforcement_request', 'export')),
	CONSTRAINT "personal_data_access_number_check" CHECK ("personal_data_access"."number" > 0)
);
--> statement-breakpoint
ALTER TABLE "personal_data_access" ADD CONSTRAINT "personal_data_access_token_fk" FOREIGN KEY ("fund_id","token_id") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "personal_data_access_subject_idx" ON "personal_data_access" USING btree ("fund_id","subject");--> statement-breakpoint
CREATE INDEX "personal_data_access_cooperative_idx" ON "personal_data_access" USING btree ("fund_id","cooperative_id");
--> statement-breakpoint
-- Who was shown the number of a person stays, as the audit trail does.
GRANT SELECT, INSERT ON personal_data_access TO cooperative_fund_service;
ALTER TABLE personal_data_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE personal_data_access FORCE ROW LEVEL SECURITY;
CREATE POLICY personal_data_access_of_fund ON personal_data_access
  USING (fund_id = (SELECT nullif(current_setting('app.fund_id', true), '')::uuid))
  WITH CHECK (fund_id = (SELECT nullif(current_setting('app.fund_id', true), '')::uuid));
--> statement-breakpoint
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON personal_data_access
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
