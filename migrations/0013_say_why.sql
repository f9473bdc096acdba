ALTER TABLE "notice_delivery" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "recall" ADD COLUMN "ground" text;