ALTER TABLE "fact" ADD COLUMN "booked_on" date;--> statement-breakpoint
ALTER TABLE "fact" ADD COLUMN "booking_reason" text;--> statement-breakpoint
ALTER TABLE "fact" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_booked_later_check" CHECK (case when "fact"."booked_on" is null
      then "fact"."booking_reason" is null and "fact"."corrects_id" is null
      else "fact"."booking_reason" is not null and "fact"."booked_on" > "fact"."effective_on" end);