import { Link } from '@tanstack/react-router';
import { words } from '../../words/words.ts';
import { wordOfAct, type AuditEvent } from './auditEvents.ts';

const { open } = words.audit;

const OF_LOAN: ReadonlySet<string> = new Set([
  'loan',
  'loan_correction',
  'loan_opening',
  'disbursement',
  'repayment',
  'recall',
  'recall_withdrawal',
  'restructuring',
  'rate_change',
  'freeze',
  'freeze_end',
  'waiver',
  'charge_off',
  'write_off',
  'debt_group_override',
  'recovery_plan',
]);

const OF_COOPERATIVE: ReadonlySet<string> = new Set([
  'cooperative',
  'cooperative_change',
  'collection_entry',
]);

const OF_PROPOSALS: ReadonlySet<string> = new Set([
  'proposed_act',
  'act_confirmation',
  'act_rejection',
  'act_withdrawal',
]);

/** Where a tab of the fund’s screen shows what was recorded. */
const TAB_OF_FUND: Readonly<Record<string, string>> = {
  capital_movement: 'capital',
  place: 'places',
  place_count: 'places',
  trustee_statement: 'places',
  transfer: 'transfers',
  income_movement: 'income',
  fund_opening: 'opening',
  lending_suspension: 'suspension',
  fund_plan: 'plan',
  handover: 'handover',
  handover_entry: 'handover',
};

const TAB_OF_SETTINGS: Readonly<Record<string, string>> = {
  policy: 'policies',
  holiday_list: 'holidays',
  document_settings: 'papers',
  fund_change: 'fund',
};

/** The way to what an act was about; nothing where no screen shows it. */
export function AuditLink({ event: { act, subject } }: { event: AuditEvent }) {
  const label = { 'aria-label': `${open}: ${wordOfAct(act)}` };
  if (OF_PROPOSALS.has(act))
    return (
      <Link to="/proposed-acts" search={{ status: 'all' }} {...label}>
        {open}
      </Link>
    );
  if (subject === null) return null;
  const to = { params: { id: subject }, search: {}, ...label };
  if (OF_LOAN.has(act))
    return (
      <Link to="/loans/$id" {...to}>
        {open}
      </Link>
    );
  if (OF_COOPERATIVE.has(act))
    return (
      <Link to="/cooperatives/$id" {...to}>
        {open}
      </Link>
    );
  if (act.startsWith('collateral'))
    return (
      <Link to="/collaterals/$id" {...to}>
        {open}
      </Link>
    );
  if (act === 'litigation_case' || act === 'litigation_stage')
    return (
      <Link to="/cases/$id" {...to}>
        {open}
      </Link>
    );
  if (act === 'notice' || act === 'notice_delivery')
    return (
      <Link to="/notices/$id" {...to}>
        {open}
      </Link>
    );
  if (act === 'kept_classification')
    return (
      <Link to="/kept-classifications/$id" {...to}>
        {open}
      </Link>
    );
  if (act === 'notice_draft')
    return (
      <Link to="/notice-drafts/$id" {...to}>
        {open}
      </Link>
    );
  if (act === 'report_issue')
    return (
      <Link to="/issued-reports/$id" {...to}>
        {open}
      </Link>
    );
  if (act === 'import' || act === 'import_entry')
    return (
      <Link to="/imports/$id" {...to}>
        {open}
      </Link>
    );
  return <LinkToTab act={act} label={label} />;
}

const OF_SCHEDULE: ReadonlySet<string> = new Set(['schedule_setting', 'scheduled_run']);

function LinkToTab({ act, label }: { act: string; label: { 'aria-label': string } }) {
  if (OF_SCHEDULE.has(act))
    return (
      <Link to="/schedule" search={{}} {...label}>
        {open}
      </Link>
    );
  const tab = TAB_OF_FUND[act];
  if (tab !== undefined)
    return (
      <Link to="/fund" search={{ tab }} {...label}>
        {open}
      </Link>
    );
  const setting = TAB_OF_SETTINGS[act];
  if (setting !== undefined)
    return (
      <Link to="/settings" search={{ tab: setting }} {...label}>
        {open}
      </Link>
    );
  return null;
}
