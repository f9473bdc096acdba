-- Notices that are no quarter's: of principal that turned overdue, and of an early recall. The owner is
-- let through the walls between the funds meanwhile, as it checks the new key.
ALTER TABLE notice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE recall NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "notice" ALTER COLUMN "quarter" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "recall_id" uuid;
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_recall_fk" FOREIGN KEY ("fund_id","recall_id") REFERENCES "public"."recall"("fund_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind_check" CHECK (num_nonnulls("notice"."quarter", "notice"."recall_id") <= 1);
--> statement-breakpoint
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
ALTER TABLE recall FORCE ROW LEVEL SECURITY;
