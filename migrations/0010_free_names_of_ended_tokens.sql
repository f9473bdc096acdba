-- The name of a token that was revoked or has expired may be given to another: who may have which is
-- decided under the fund's lock.
ALTER TABLE "token" DROP CONSTRAINT "token_name_unique";--> statement-breakpoint
CREATE INDEX "token_name_idx" ON "token" USING btree ("fund_id","name");