-- The chart of a fund that is created from now on. 1122 is foreign currency in both circulars, so that
-- interest money in đồng cannot stand there: it and the principal money are details of 1121, money in
-- đồng. A fund that is there keeps its chart until it puts another in its place.
CREATE OR REPLACE FUNCTION default_chart_of_accounts()
RETURNS TABLE (name text, value jsonb, source_document text)
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$ VALUES
  ('chartOfAccounts'::text, '{
    "availablePrincipal": {"code": "11211", "vietnamese": "Nguồn vốn gốc khả dụng", "english": "Available principal"},
    "interestMoney": {"code": "11212", "vietnamese": "Tiền lãi đã thu", "english": "Interest money"},
    "outstandingPrincipal": {"code": "1283", "vietnamese": "Dư nợ gốc", "english": "Outstanding principal"},
    "charterCapital": {"code": "4111", "vietnamese": "Vốn điều lệ", "english": "Charter capital"},
    "principalChargedOff": {"code": "4118", "vietnamese": "Nợ gốc đã xử lý rủi ro", "english": "Principal charged off"},
    "inTermInterestCollected": {"code": "5151", "vietnamese": "Thu lãi trong hạn", "english": "In-term interest collected"},
    "overdueInterestCollected": {"code": "5152", "vietnamese": "Thu lãi quá hạn", "english": "Overdue interest collected"},
    "lateInterestCollected": {"code": "5153", "vietnamese": "Thu lãi chậm trả", "english": "Late interest collected"}
  }'::jsonb, 'Thông tư 99/2025/TT-BTC, thay Thông tư 200/2014/TT-BTC từ 01/01/2026'::text)
$$;
