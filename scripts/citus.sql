-- How the tables would be spread over several PostgreSQL servers with Citus: every row of a fund on one of
-- them, as the key of every table begins with fund_id. Each statement is to be run by the owner, after the
-- migrations and before the first fund. It was never run: openapi/guide/operating.md says what a trial has
-- to find out. Each table stands here; test/store/database/schema.test.ts holds that.

SELECT create_distributed_table('fund', 'fund_id', colocate_with => 'none');
SELECT create_distributed_table('fund_limit', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('webhook_progress', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fund_clock', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('idempotency_key', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('token', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('webhook_delivery', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fact', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('invitation', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('personal_data_access', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('role_claim', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('session', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('token_revocation', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('token_use', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('webhook_version', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('affected', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('audit_event', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('cooperative', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('document_settings', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fund_opening', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fund_plan', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fund_version', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('handover', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('handover_entry', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('holiday_list', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('identity', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('import_file', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('invitation_end', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('issued_report', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('kept_classification', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('lending_suspension', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('loan', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('notice_draft', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('period_closing', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('period_reopening', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('place', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('policy', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('proposed_act', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('reversal', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('schedule_setting', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('scheduled_run', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('capital_movement', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('closing_account_balance', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('closing_loan_balance', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('collateral_version', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('cooperative_version', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('decision', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('disbursement', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fund_opening_capital', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('fund_plan_entry', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('handover_content', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('import_content', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('import_entry', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('income_movement', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('issued_report_document', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('ledger_posting', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('litigation_case', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('loan_opening', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('loan_terms', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('locality_change', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('notice_run', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('place_count', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('proposed_act_end', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('recall', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('recovery_plan', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('transfer', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('trustee_statement', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('collateral_loan', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('collateral_release', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('collateral_valuation', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('collection_entry', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('decision_document', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('decision_instalment', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('litigation_case_loan', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('litigation_case_party', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('litigation_case_received', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('litigation_stage', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('loan_instalment', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('loan_opening_instalment', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('loan_opening_interest', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('notice', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('recall_withdrawal', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('recovery_plan_entry', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('repayment', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('collection_entry_loan', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('litigation_stage_instalment', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('notice_delivery', 'fund_id', colocate_with => 'fund');
SELECT create_distributed_table('notice_run_loan', 'fund_id', colocate_with => 'fund');

-- local: drizzle.__drizzle_migrations: which migrations this database has; asked at the start alone
-- local: installation_operator: credentials of the installation: a few rows, of no fund
-- local: operator_act: what operators did: of no fund
