CREATE TABLE "capital_movement" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"document_number" text NOT NULL,
	"method" text,
	CONSTRAINT "capital_movement_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "capital_movement_kind_check" CHECK ("capital_movement"."kind" in ('contribution', 'withdrawal')),
	CONSTRAINT "capital_movement_amount_check" CHECK ("capital_movement"."amount" > 0),
	CONSTRAINT "capital_movement_method_check" CHECK ("capital_movement"."method" in ('cash', 'transfer'))
);
--> statement-breakpoint
CREATE TABLE "cooperative" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"locality" text NOT NULL,
	"kind" text NOT NULL,
	"tax_code" text,
	"representative" text,
	"address" text,
	"phone" text,
	"sector" text,
	CONSTRAINT "cooperative_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "cooperative_code_unique" UNIQUE("fund_id","code"),
	CONSTRAINT "cooperative_kind_check" CHECK ("cooperative"."kind" in ('cooperative', 'union', 'group', 'member'))
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"effective_on" date NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	CONSTRAINT "fact_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "fact_recorded_at_unique" UNIQUE("fund_id","recorded_at"),
	CONSTRAINT "fact_kind_check" CHECK ("fact"."kind" in ('cooperative', 'loan', 'disbursement', 'repayment', 'capital_movement', 'holiday_list', 'lending_suspension', 'recall', 'recall_withdrawal', 'recovery_plan', 'litigation_case', 'litigation_stage', 'reversal'))
);
--> statement-breakpoint
CREATE TABLE "fund" (
	"fund_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"province" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fund_pk" PRIMARY KEY("fund_id"),
	CONSTRAINT "fund_code_unique" UNIQUE("fund_id","code")
);
--> statement-breakpoint
CREATE TABLE "fund_clock" (
	"fund_id" uuid NOT NULL,
	"last_recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fund_clock_pk" PRIMARY KEY("fund_id")
);
--> statement-breakpoint
CREATE TABLE "holiday_list" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"year" integer NOT NULL,
	"dates" date[] NOT NULL,
	CONSTRAINT "holiday_list_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"fund_id" uuid NOT NULL,
	"key" text NOT NULL,
	"address" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer NOT NULL,
	"answer" json NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_key_pk" PRIMARY KEY("fund_id","key")
);
--> statement-breakpoint
CREATE TABLE "lending_suspension" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"suspended" boolean NOT NULL,
	"decision_number" text NOT NULL,
	CONSTRAINT "lending_suspension_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "reversal" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"fact_id" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "reversal_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "reversal_reversed_unique" UNIQUE("fund_id","fact_id"),
	CONSTRAINT "reversal_other_check" CHECK ("reversal"."fact_id" <> "reversal"."id")
);
--> statement-breakpoint
CREATE TABLE "token" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "token_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "token_name_unique" UNIQUE("fund_id","name"),
	CONSTRAINT "token_hash_unique" UNIQUE("fund_id","token_hash"),
	CONSTRAINT "token_role_check" CHECK ("token"."role" in ('director', 'accountant', 'auditor', 'integration'))
);
--> statement-breakpoint
CREATE TABLE "litigation_case" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cooperative_id" uuid NOT NULL,
	"court" text NOT NULL,
	"docket_type" text NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	"in_term_interest" numeric(18, 0) NOT NULL,
	"overdue_interest" numeric(18, 0) NOT NULL,
	"late_interest" numeric(18, 0) NOT NULL,
	CONSTRAINT "litigation_case_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "litigation_case_docket_type_check" CHECK ("litigation_case"."docket_type" in ('civil', 'commercial')),
	CONSTRAINT "litigation_case_components_check" CHECK (least("litigation_case"."principal", "litigation_case"."in_term_interest", "litigation_case"."overdue_interest", "litigation_case"."late_interest") >= 0)
);
--> statement-breakpoint
CREATE TABLE "litigation_case_loan" (
	"fund_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	CONSTRAINT "litigation_case_loan_pk" PRIMARY KEY("fund_id","case_id","loan_id")
);
--> statement-breakpoint
CREATE TABLE "litigation_stage" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"document_number" text,
	"ground" text,
	"note" text,
	"principal" numeric(18, 0),
	"in_term_interest" numeric(18, 0),
	"overdue_interest" numeric(18, 0),
	"late_interest" numeric(18, 0),
	"full_recovery" boolean,
	"next_on" date,
	CONSTRAINT "litigation_stage_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "litigation_stage_stage_check" CHECK ("litigation_stage"."stage" in ('petition_filed', 'amendment_asked', 'petition_returned', 'fee_advance_paid', 'accepted', 'mediation', 'settlement_recognised', 'stayed', 'discontinued', 'hearing', 'first_instance_judgment', 'appealed', 'appeal_judgment', 'final', 'enforcement_requested', 'enforcement_decided', 'no_means_found', 'assets_attached', 'enforcement_closed', 'withdrawn')),
	CONSTRAINT "litigation_stage_components_check" CHECK (least("litigation_stage"."principal", "litigation_stage"."in_term_interest", "litigation_stage"."overdue_interest", "litigation_stage"."late_interest") >= 0),
	CONSTRAINT "litigation_stage_amounts_check" CHECK (num_nulls("litigation_stage"."principal", "litigation_stage"."in_term_interest", "litigation_stage"."overdue_interest", "litigation_stage"."late_interest") in (0, 4)),
	CONSTRAINT "litigation_stage_recovery_check" CHECK (("litigation_stage"."stage" = 'enforcement_closed') = ("litigation_stage"."full_recovery" is not null))
);
--> statement-breakpoint
CREATE TABLE "loan" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
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
	"schedule_due_on" date,
	"interest_every" text NOT NULL,
	"interest_first_due_on" date,
	"purpose" text,
	"project_cost" numeric(18, 0),
	"own_capital" numeric(18, 0),
	CONSTRAINT "loan_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "loan_contract_number_unique" UNIQUE("fund_id","contract_number"),
	CONSTRAINT "loan_principal_check" CHECK ("loan"."principal" > 0),
	CONSTRAINT "loan_rate_check" CHECK ("loan"."rate_percent" >= 0 and "loan"."late_interest_rate_percent" >= 0),
	CONSTRAINT "loan_overdue_rate_check" CHECK ("loan"."overdue_rate_percent" >= 0),
	CONSTRAINT "loan_project_check" CHECK ("loan"."project_cost" >= 0 and "loan"."own_capital" >= 0),
	CONSTRAINT "loan_overdue_scope_check" CHECK ("loan"."overdue_scope" in ('instalment', 'loan')),
	CONSTRAINT "loan_schedule_every_check" CHECK ("loan"."schedule_every" in ('month', 'quarter', 'half_year', 'year')),
	CONSTRAINT "loan_interest_every_check" CHECK ("loan"."interest_every" in ('month', 'quarter', 'half_year', 'year', 'maturity')),
	CONSTRAINT "loan_schedule_check" CHECK (case "loan"."schedule_kind"
        when 'equal' then "loan"."schedule_due_on" is null and "loan"."schedule_count" > 0
          and "loan"."schedule_round_to" > 0
          and num_nulls("loan"."schedule_count", "loan"."schedule_every", "loan"."schedule_first_due_on",
            "loan"."schedule_round_to") = 0
        else num_nonnulls("loan"."schedule_count", "loan"."schedule_every", "loan"."schedule_first_due_on",
            "loan"."schedule_round_to") = 0
          and case "loan"."schedule_kind" when 'bullet' then "loan"."schedule_due_on" is not null
            when 'custom' then "loan"."schedule_due_on" is null else false end
        end),
	CONSTRAINT "loan_interest_check" CHECK (("loan"."interest_every" = 'maturity') = ("loan"."interest_first_due_on" is null))
);
--> statement-breakpoint
CREATE TABLE "loan_instalment" (
	"fund_id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	CONSTRAINT "loan_instalment_pk" PRIMARY KEY("fund_id","loan_id","due_on"),
	CONSTRAINT "loan_instalment_principal_check" CHECK ("loan_instalment"."principal" > 0)
);
--> statement-breakpoint
CREATE TABLE "recall" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"decision_number" text NOT NULL,
	"deadline" date NOT NULL,
	CONSTRAINT "recall_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "recall_withdrawal" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"recall_id" uuid NOT NULL,
	"decision_number" text NOT NULL,
	CONSTRAINT "recall_withdrawal_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "recovery_plan" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	CONSTRAINT "recovery_plan_pk" PRIMARY KEY("fund_id","id")
);
--> statement-breakpoint
CREATE TABLE "recovery_plan_entry" (
	"fund_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"expected_on" date NOT NULL,
	"principal" numeric(18, 0) NOT NULL,
	"ground" text,
	CONSTRAINT "recovery_plan_entry_pk" PRIMARY KEY("fund_id","plan_id","position"),
	CONSTRAINT "recovery_plan_entry_principal_check" CHECK ("recovery_plan_entry"."principal" > 0)
);
--> statement-breakpoint
CREATE TABLE "disbursement" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"voucher_number" text NOT NULL,
	"method" text,
	CONSTRAINT "disbursement_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "disbursement_amount_check" CHECK ("disbursement"."amount" > 0),
	CONSTRAINT "disbursement_method_check" CHECK ("disbursement"."method" in ('cash', 'transfer'))
);
--> statement-breakpoint
CREATE TABLE "repayment" (
	"fund_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"loan_id" uuid NOT NULL,
	"amount" numeric(18, 0) NOT NULL,
	"voucher_number" text NOT NULL,
	"method" text,
	"principal" numeric(18, 0) NOT NULL,
	"in_term_interest" numeric(18, 0) NOT NULL,
	"overdue_interest" numeric(18, 0) NOT NULL,
	"late_interest" numeric(18, 0) NOT NULL,
	"litigation_case_id" uuid,
	CONSTRAINT "repayment_pk" PRIMARY KEY("fund_id","id"),
	CONSTRAINT "repayment_amount_check" CHECK ("repayment"."amount" > 0),
	CONSTRAINT "repayment_components_check" CHECK (least("repayment"."principal", "repayment"."in_term_interest", "repayment"."overdue_interest", "repayment"."late_interest") >= 0),
	CONSTRAINT "repayment_sum_check" CHECK ("repayment"."principal" + "repayment"."in_term_interest" + "repayment"."overdue_interest" + "repayment"."late_interest" = "repayment"."amount"),
	CONSTRAINT "repayment_method_check" CHECK ("repayment"."method" in ('cash', 'transfer'))
);
--> statement-breakpoint
ALTER TABLE "capital_movement" ADD CONSTRAINT "capital_movement_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperative" ADD CONSTRAINT "cooperative_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_fund_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("fund_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_recorded_by_fk" FOREIGN KEY ("fund_id","recorded_by") REFERENCES "public"."token"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fund_clock" ADD CONSTRAINT "fund_clock_fund_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("fund_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holiday_list" ADD CONSTRAINT "holiday_list_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_fund_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("fund_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lending_suspension" ADD CONSTRAINT "lending_suspension_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reversal" ADD CONSTRAINT "reversal_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reversal" ADD CONSTRAINT "reversal_reversed_fk" FOREIGN KEY ("fund_id","fact_id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token" ADD CONSTRAINT "token_fund_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."fund"("fund_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_case" ADD CONSTRAINT "litigation_case_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_case" ADD CONSTRAINT "litigation_case_cooperative_fk" FOREIGN KEY ("fund_id","cooperative_id") REFERENCES "public"."cooperative"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_case_loan" ADD CONSTRAINT "litigation_case_loan_case_fk" FOREIGN KEY ("fund_id","case_id") REFERENCES "public"."litigation_case"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_case_loan" ADD CONSTRAINT "litigation_case_loan_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "litigation_stage" ADD CONSTRAINT "litigation_stage_case_fk" FOREIGN KEY ("fund_id","case_id") REFERENCES "public"."litigation_case"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan" ADD CONSTRAINT "loan_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan" ADD CONSTRAINT "loan_cooperative_fk" FOREIGN KEY ("fund_id","cooperative_id") REFERENCES "public"."cooperative"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan_instalment" ADD CONSTRAINT "loan_instalment_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall" ADD CONSTRAINT "recall_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall" ADD CONSTRAINT "recall_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall_withdrawal" ADD CONSTRAINT "recall_withdrawal_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall_withdrawal" ADD CONSTRAINT "recall_withdrawal_recall_fk" FOREIGN KEY ("fund_id","recall_id") REFERENCES "public"."recall"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_plan" ADD CONSTRAINT "recovery_plan_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_plan" ADD CONSTRAINT "recovery_plan_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_plan_entry" ADD CONSTRAINT "recovery_plan_entry_plan_fk" FOREIGN KEY ("fund_id","plan_id") REFERENCES "public"."recovery_plan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disbursement" ADD CONSTRAINT "disbursement_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disbursement" ADD CONSTRAINT "disbursement_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repayment" ADD CONSTRAINT "repayment_fact_fk" FOREIGN KEY ("fund_id","id") REFERENCES "public"."fact"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repayment" ADD CONSTRAINT "repayment_loan_fk" FOREIGN KEY ("fund_id","loan_id") REFERENCES "public"."loan"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repayment" ADD CONSTRAINT "repayment_case_fk" FOREIGN KEY ("fund_id","litigation_case_id") REFERENCES "public"."litigation_case"("fund_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fact_kind_idx" ON "fact" USING btree ("fund_id","kind","effective_on");--> statement-breakpoint
CREATE INDEX "holiday_list_year_idx" ON "holiday_list" USING btree ("fund_id","year");--> statement-breakpoint
CREATE INDEX "idempotency_key_created_idx" ON "idempotency_key" USING btree ("fund_id","created_at");--> statement-breakpoint
CREATE INDEX "token_by_hash_idx" ON "token" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "litigation_case_cooperative_idx" ON "litigation_case" USING btree ("fund_id","cooperative_id");--> statement-breakpoint
CREATE INDEX "litigation_case_loan_idx" ON "litigation_case_loan" USING btree ("fund_id","loan_id");--> statement-breakpoint
CREATE INDEX "litigation_stage_case_idx" ON "litigation_stage" USING btree ("fund_id","case_id");--> statement-breakpoint
CREATE INDEX "loan_cooperative_idx" ON "loan" USING btree ("fund_id","cooperative_id");--> statement-breakpoint
CREATE INDEX "recall_loan_idx" ON "recall" USING btree ("fund_id","loan_id");--> statement-breakpoint
CREATE INDEX "recall_withdrawal_recall_idx" ON "recall_withdrawal" USING btree ("fund_id","recall_id");--> statement-breakpoint
CREATE INDEX "recovery_plan_loan_idx" ON "recovery_plan" USING btree ("fund_id","loan_id");--> statement-breakpoint
CREATE INDEX "disbursement_loan_idx" ON "disbursement" USING btree ("fund_id","loan_id");--> statement-breakpoint
CREATE INDEX "disbursement_voucher_idx" ON "disbursement" USING btree ("fund_id","voucher_number");--> statement-breakpoint
CREATE INDEX "repayment_loan_idx" ON "repayment" USING btree ("fund_id","loan_id");--> statement-breakpoint
CREATE INDEX "repayment_voucher_idx" ON "repayment" USING btree ("fund_id","voucher_number");--> statement-breakpoint
CREATE INDEX "repayment_case_idx" ON "repayment" USING btree ("fund_id","litigation_case_id");