ALTER TABLE "collection_entry" DROP CONSTRAINT "collection_entry_kind_check";--> statement-breakpoint
ALTER TABLE "collection_entry" ADD CONSTRAINT "collection_entry_kind_check" CHECK ("collection_entry"."kind" in ('meeting_with_committee', 'meeting_with_cooperative', 'call', 'promise', 'capital_misused', 'capital_ineffective', 'refuses_to_pay', 'debt_confirmation', 'means_check', 'debtor_imprisoned', 'address_unknown', 'enforcement_notified', 'successor_told', 'active', 'ceased_operation', 'dissolved', 'bankrupt'));
--> statement-breakpoint
-- How often the means of a debtor are looked at who is in prison or whose address is unknown: once a year by
-- both laws. The owner is let through the walls between the funds meanwhile.
ALTER TABLE fund NO FORCE ROW LEVEL SECURITY;
ALTER TABLE policy NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE FUNCTION default_means_policies()
RETURNS TABLE (name text, value jsonb, source_document text, effective_on date)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('longMeansRecheckMonths'::text, '12'::jsonb, 'Luật Thi hành án dân sự 2008 (sửa đổi 2014), Điều 44'::text,
    null::date),
  ('longMeansRecheckMonths', '12', 'Luật Thi hành án dân sự 106/2025/QH15, Điều 38', '2026-07-01')
$$;
--> statement-breakpoint
INSERT INTO policy (fund_id, id, name, value, effective_on, source_document)
SELECT fund.fund_id, gen_random_uuid(), d.name, d.value, d.effective_on, d.source_document
FROM fund CROSS JOIN default_means_policies() d;
--> statement-breakpoint
ALTER TABLE fund FORCE ROW LEVEL SECURITY;
ALTER TABLE policy FORCE ROW LEVEL SECURITY;
