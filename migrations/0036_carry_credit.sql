ALTER TABLE "loan_opening" ADD COLUMN "credit_in_term_interest" numeric(18, 0);--> statement-breakpoint
ALTER TABLE "loan_opening" ADD COLUMN "credit_overdue_interest" numeric(18, 0);--> statement-breakpoint
ALTER TABLE "loan_opening" ADD COLUMN "credit_late_interest" numeric(18, 0);--> statement-breakpoint
ALTER TABLE "loan_opening" ADD COLUMN "paid_off_on" date;--> statement-breakpoint
ALTER TABLE "loan_opening" ADD CONSTRAINT "loan_opening_credit_check" CHECK (num_nonnulls("loan_opening"."credit_in_term_interest", "loan_opening"."credit_overdue_interest",
        "loan_opening"."credit_late_interest") in (0, 3)
        and ("loan_opening"."credit_in_term_interest" is null or "loan_opening"."origin_fund" is not null)
        and least("loan_opening"."credit_in_term_interest", "loan_opening"."credit_overdue_interest", "loan_opening"."credit_late_interest") >= 0);--> statement-breakpoint
ALTER TABLE "loan_opening" ADD CONSTRAINT "loan_opening_paid_off_check" CHECK ("loan_opening"."paid_off_on" is null or "loan_opening"."origin_fund" is not null);