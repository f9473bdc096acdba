CREATE TABLE "litigation_case_received" (
	"fund_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"received_on" date NOT NULL,
	"voucher_number" text NOT NULL,
	"document_number" text NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	"in_term_interest" numeric(18, 0) NOT NULL,
	"overdue_interest" numeric(18, 0) NOT NULL,
	"late_interest" numeric(18, 0) NOT NULL,
	"enforcement_fee" numeric(18, 0),
	CONSTRAINT "litigation_case_received_pk" PRIMARY KEY("fund_id","case_id","position"),
	CONSTRAINT "litigation_case_received_components_check" CHECK (least("litigation_case_received"."principal", "litigation_case_received"."in_term_interest", "litigation_case_received"."overdue_interest", "litigation_case_received"."late_interest") >= 0),
	CONSTRAINT "litigation_case_received_fee_check" CHECK ("litigation_case_received"."enforcement_fee" >= 0)
);
--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "first_charged_off_on" date;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "first_charged_off_principal" numeric(18, 0);--> statement-breakpoint
ALTER TABLE "lending_suspension" ADD COLUMN "decided_on" date;--> statement-breakpoint
ALTER TABLE "litigation_case_received" ADD CONSTRAINT "litigation_case_received_case_fk" FOREIGN KEY ("fund_id","case_id") REFERENCES "public"."litigation_case"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_first_charge_off_check" CHECK (num_nonnulls("decision"."first_charged_off_on", "decision"."first_charged_off_principal") in (0, 2)
        and ("decision"."kind" = 'charge_off' or "decision"."first_charged_off_on" is null)
        and "decision"."first_charged_off_principal" >= 0);
--> statement-breakpoint
-- What of a fund that was taken over counts from before: what came through its cases, beside the first days of its
-- charge-offs and of its suspension of lending.
GRANT SELECT, INSERT ON litigation_case_received TO cooperative_fund_service;
--> statement-breakpoint
ALTER TABLE litigation_case_received ENABLE ROW LEVEL SECURITY;
ALTER TABLE litigation_case_received FORCE ROW LEVEL SECURITY;
CREATE POLICY litigation_case_received_of_fund ON litigation_case_received
  USING (fund_id = (SELECT nullif(current_setting('app.fund_id', true), '')::uuid))
  WITH CHECK (fund_id = (SELECT nullif(current_setting('app.fund_id', true), '')::uuid));
CREATE TRIGGER insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON litigation_case_received
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
