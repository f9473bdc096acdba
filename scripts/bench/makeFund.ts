import type pg from 'pg';
import type { LoanFacts } from '../../src/domain/loans/facts.ts';
import { sum, text, type Money } from '../../src/domain/primitives/money.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import { connect, type Installation, type Service } from './installation.ts';
import type { LoanTemplate, Suit } from './loanTemplates.ts';

// A fund of a million facts would take hours through the service. It is worked out here once a
// template, and multiplied by the database: facts, what they say, and the ledger. Triggers and foreign
// keys are off meanwhile. The audit trail has the fund's beginning only, so of such a fund all can be
// asked but a verification of its trail; or ledger and trail are left to the service, which makes both
// when it next starts, as for a fund of a release that had none: 50,000 facts take it seconds.

/** A fact of a template as a row; what is left out is null. */
interface TemplateFact {
  readonly t: number;
  readonly seq: number;
  readonly kind: string;
  readonly effective_on: string;
  /** Of a disbursement or receipt; of a charge-off what leaves the books. */
  readonly amount?: string;
  readonly principal?: string;
  readonly in_term_interest?: string;
  readonly overdue_interest?: string;
  readonly late_interest?: string;
  /** Of a recall. */
  readonly deadline?: string;
  /** The fact of the same loan that it is about. */
  readonly refers?: number;
  readonly stage?: string;
  /** Columns of `decision`. */
  readonly decision?: object;
  readonly instalments?: readonly object[];
}

type Said = Omit<TemplateFact, 't' | 'seq'>;

function moneyMoved({ disbursements, repayments, chargeOffs }: LoanFacts): Said[] {
  const left = (): Money =>
    sum(disbursements.map((each) => each.amount)).minus(
      sum(repayments.map((each) => each.allocation.principal)),
    );
  return [
    ...disbursements.map(({ effectiveOn, amount }) => ({
      kind: 'disbursement',
      effective_on: effectiveOn,
      amount: text(amount),
    })),
    ...repayments.map(({ effectiveOn, allocation }) => ({
      kind: 'repayment',
      effective_on: effectiveOn,
      amount: text(sum(Object.values(allocation) as Money[])),
      ...componentsOf(allocation),
    })),
    ...chargeOffs.map(({ effectiveOn }) => ({
      kind: 'charge_off',
      effective_on: effectiveOn,
      amount: text(left()),
      decision: { decision_number: 'QĐ' },
    })),
  ];
}

function componentsOf(of: LoanFacts['repayments'][number]['allocation']) {
  return {
    principal: text(of.principal),
    in_term_interest: text(of.inTermInterest),
    overdue_interest: text(of.overdueInterest),
    late_interest: text(of.lateInterest),
  };
}

function decided(facts: LoanFacts): Said[] {
  const number = { decision_number: 'QĐ' };
  return [
    ...facts.restructurings.map(({ kind, decidedOn, instalments }) => ({
      kind: 'restructuring',
      effective_on: decidedOn,
      decision: { ...number, restructuring_kind: kind },
      instalments: instalments.map((each) => ({
        due_on: each.dueOn,
        principal: text(each.principal),
      })),
    })),
    ...facts.rateChanges.map(({ effectiveOn, ratePercent, overdueRatePercent: overdue }) => ({
      kind: 'rate_change',
      effective_on: effectiveOn,
      decision: {
        ...number,
        rate_percent: text(ratePercent),
        overdue_rate_percent: overdue && text(overdue),
      },
    })),
    ...facts.freezes.map(({ from, to }) => ({
      kind: 'freeze',
      effective_on: from,
      decision: { ...number, frozen_to: to },
    })),
    ...facts.waivers.map(({ effectiveOn, component, amount }) => ({
      kind: 'waiver',
      effective_on: effectiveOn,
      decision: { ...number, component, amount: text(amount) },
    })),
    ...facts.debtGroupOverrides.map(({ effectiveOn, group, change }) => ({
      kind: 'debt_group_override',
      effective_on: effectiveOn,
      decision: { ...number, debt_group: group, group_change: change, reason: 'đánh giá lại' },
    })),
  ];
}

/** Each recall with its withdrawal, and a suit with its stages: what refers comes after. */
function referring({ recalls }: LoanFacts, suit: Suit | null, first: number): Said[] {
  const found: Said[] = [];
  const next = () => first + found.length;
  for (const { decidedOn, deadline, withdrawnOn } of recalls) {
    const seq = next();
    found.push({ kind: 'recall', effective_on: decidedOn, deadline });
    if (withdrawnOn === null) continue;
    found.push({ kind: 'recall_withdrawal', effective_on: withdrawnOn, refers: seq });
  }
  if (suit === null) return found;
  const seq = next();
  const claim = componentsOf(suit.claim);
  found.push({ kind: 'litigation_case', effective_on: suit.filedOn, ...claim });
  for (const { stage, on } of suit.stages) {
    found.push({ kind: 'litigation_stage', effective_on: on, refers: seq, stage });
  }
  return found;
}

function factsOf({ facts, suit }: LoanTemplate, t: number): TemplateFact[] {
  const said = [...moneyMoved(facts), ...decided(facts)];
  return [...said, ...referring(facts, suit, said.length)].map((each, seq) => ({
    t,
    seq,
    ...each,
  }));
}

/** The columns of `loan_terms` that a contract's terms fill. */
function termsRow({
  principalSchedule: principal,
  interestSchedule: interest,
  ...terms
}: LoanTerms) {
  if (principal.kind !== 'equal' || interest.every === 'maturity') {
    throw new Error('only level instalments are made here');
  }
  return {
    signed_on: terms.signedOn,
    principal: text(terms.principal),
    rate_percent: text(terms.ratePercent),
    overdue_rate_percent: terms.overdueRatePercent && text(terms.overdueRatePercent),
    late_interest_rate_percent: text(terms.lateInterestRatePercent),
    overdue_scope: terms.overdueScope,
    schedule_kind: principal.kind,
    schedule_count: principal.count,
    schedule_every: principal.every,
    schedule_first_due_on: principal.firstDueOn,
    schedule_round_to: text(principal.roundTo),
    interest_every: interest.every,
    interest_first_due_on: interest.firstDueOn,
  };
}

const LOCALITIES =
  'Văn Quan,Văn Lãng,Tràng Định,Lộc Bình,Đình Lập,Hữu Lũng,Chi Lăng,Cao Lộc,Bắc Sơn,Bình Gia,Lạng Sơn';

/** A capital that no fund of these loans uses up, in as many parts. */
const MOVEMENTS = 10;

const TEMPLATES = `
create temp table template (t int, copies int, terms jsonb);
create temp table template_fact (t int, seq int, kind text, effective_on date, amount numeric,
  principal numeric, in_term_interest numeric, overdue_interest numeric, late_interest numeric,
  deadline date, refers int, stage text, decision jsonb, instalments jsonb)`;

/** Every fact that is to be made, in the order of recording, as rows of `made`. */
const FACTS = `
create temp table new_loan as
  select row_number() over (order by copy, t)::int as n, t, gen_random_uuid() as id
  from template, generate_series(1, copies) copy;
create temp table new_cooperative as
  select n, gen_random_uuid() as id
  from generate_series(1, (select (max(n) + 1) / 2 from new_loan)) n;
create temp table made as
  select row_number() over (order by effective_on, rank, seq, n)::int as number, * from (
    select id, 'cooperative' as kind, first_day as effective_on, 0 as rank, 0 as seq, n, null::int as t
    from new_cooperative, (select min((terms->>'signed_on')::date) as first_day from template) first
    union all
    select gen_random_uuid(), 'capital_movement', (select min((terms->>'signed_on')::date) from template),
      0, n, 0, null from generate_series(1, ${MOVEMENTS}) n
    union all
    select l.id, 'loan', (p.terms->>'signed_on')::date, 1, 0, l.n, l.t
    from new_loan l join template p using (t)
    union all
    select gen_random_uuid(), f.kind, f.effective_on, 2, f.seq, l.n, l.t
    from new_loan l join template_fact f using (t)
  ) each;
analyze new_loan, new_cooperative, made, template_fact`;

/** What the facts say, each kind in its tables, in the order of recording. */
const said = (fund: string, token: string) => `
insert into fact (fund_id, id, kind, effective_on, recorded_at, recorded_by)
  select '${fund}', id, kind, effective_on,
    date_trunc('second', now()) - interval '1 minute'
      - ((select max(number) from made) - number) * interval '1 millisecond', '${token}'
  from made order by number;
insert into cooperative select '${fund}', id from new_cooperative;
insert into cooperative_version (fund_id, id, cooperative_id, code, name, locality, kind,
    related_cooperative_ids)
  select '${fund}', id, id, 'HTX' || n, 'HTX Xuân Mai ' || n,
    (string_to_array('${LOCALITIES}', ','))[1 + n % 11], 'cooperative', '{}'
  from new_cooperative;
insert into capital_movement (fund_id, id, kind, amount, document_number)
  select '${fund}', id, 'contribution',
    (select ceil(sum(copies * (terms->>'principal')::numeric) / ${MOVEMENTS}) from template),
    seq || '/QĐ-UBND'
  from made where kind = 'capital_movement';
insert into loan select '${fund}', id from new_loan;
insert into loan_terms
  select (jsonb_populate_record(null::loan_terms, p.terms || jsonb_build_object('fund_id', '${fund}',
    'id', l.id, 'loan_id', l.id, 'cooperative_id', c.id,
    'contract_number', 'HĐ' || lpad(l.n::text, 6, '0')))).*
  from new_loan l join template p using (t) join new_cooperative c on c.n = (l.n + 1) / 2
  order by l.n;
insert into disbursement (fund_id, id, loan_id, amount, voucher_number, method)
  select '${fund}', m.id, l.id, f.amount, 'PC' || m.number, 'transfer'
  from made m join template_fact f using (t, seq) join new_loan l using (n)
  where m.kind = 'disbursement' order by m.number;
insert into repayment (fund_id, id, loan_id, amount, voucher_number, method, principal,
    in_term_interest, overdue_interest, late_interest)
  select '${fund}', m.id, l.id, f.amount, 'PT' || m.number, 'transfer', f.principal,
    f.in_term_interest, f.overdue_interest, f.late_interest
  from made m join template_fact f using (t, seq) join new_loan l using (n)
  where m.kind = 'repayment' order by m.number;
insert into recall (fund_id, id, loan_id, decision_number, deadline)
  select '${fund}', m.id, l.id, 'QĐ' || m.number, f.deadline
  from made m join template_fact f using (t, seq) join new_loan l using (n)
  where m.kind = 'recall';
insert into recall_withdrawal (fund_id, id, recall_id, decision_number)
  select '${fund}', m.id, of.id, 'QĐ' || m.number
  from made m join template_fact f using (t, seq) join made of on of.n = m.n and of.seq = f.refers
  where m.kind = 'recall_withdrawal' and of.kind = 'recall';
insert into decision
  select (jsonb_populate_record(null::decision, f.decision || jsonb_build_object(
    'fund_id', '${fund}', 'id', m.id, 'loan_id', l.id, 'kind', m.kind))).*
  from made m join template_fact f using (t, seq) join new_loan l using (n)
  where f.decision is not null;
insert into decision_instalment (fund_id, decision_id, due_on, principal)
  select '${fund}', m.id, i.due_on, i.principal
  from made m join template_fact f using (t, seq),
    jsonb_to_recordset(f.instalments) as i (due_on date, principal numeric)
  where m.kind = 'restructuring';
insert into litigation_case (fund_id, id, cooperative_id, court, docket_type, principal,
    in_term_interest, overdue_interest, late_interest)
  select '${fund}', m.id, c.id, 'Tòa án nhân dân khu vực', 'civil', f.principal,
    f.in_term_interest, f.overdue_interest, f.late_interest
  from made m join template_fact f using (t, seq) join new_cooperative c on c.n = (m.n + 1) / 2
  where m.kind = 'litigation_case';
insert into litigation_case_loan (fund_id, case_id, loan_id)
  select '${fund}', m.id, l.id from made m join new_loan l using (n)
  where m.kind = 'litigation_case';
insert into litigation_stage (fund_id, id, case_id, stage)
  select '${fund}', m.id, of.id, f.stage
  from made m join template_fact f using (t, seq) join made of on of.n = m.n and of.seq = f.refers
  where m.kind = 'litigation_stage' and of.kind = 'litigation_case'`;

/** What each fact posts: a debit above 0, a credit below. */
const ledger = (fund: string) => `
insert into ledger_posting (fund_id, fact_id, effective_on, account, loan_id, amount)
  select '${fund}', m.id, m.effective_on, p.account, l.id, p.amount
  from made m join template_fact f using (t, seq) join new_loan l using (n),
    lateral (values
      ('disbursement', 'outstandingPrincipal', f.amount),
      ('disbursement', 'availablePrincipal', -f.amount),
      ('charge_off', 'principalChargedOff', f.amount),
      ('charge_off', 'outstandingPrincipal', -f.amount),
      ('repayment', 'availablePrincipal', f.principal),
      ('repayment', 'outstandingPrincipal', -f.principal),
      ('repayment', 'interestMoney', f.in_term_interest + f.overdue_interest + f.late_interest),
      ('repayment', 'inTermInterestCollected', -f.in_term_interest),
      ('repayment', 'overdueInterestCollected', -f.overdue_interest),
      ('repayment', 'lateInterestCollected', -f.late_interest)) p (kind, account, amount)
  where p.kind = m.kind and p.amount <> 0
  order by m.number;
insert into ledger_posting (fund_id, fact_id, effective_on, account, amount)
  select '${fund}', m.id, m.effective_on, p.account, p.sign * c.amount
  from made m join capital_movement c on c.fund_id = '${fund}' and c.id = m.id,
    (values ('availablePrincipal', 1), ('charterCapital', -1)) p (account, sign)`;

const clock = (fund: string) => `
update fund_clock set last_recorded_at = greatest(last_recorded_at,
    (select max(recorded_at) from fact where fund_id = '${fund}'))
  where fund_id = '${fund}';
drop table made, new_loan, new_cooperative, template, template_fact`;

/** The tables of most rows. */
const BIG_TABLES = ['fact', 'repayment', 'ledger_posting'];

/**
 * The indexes of the big tables on which nothing rests, each with the statement that drops it and the one
 * that makes it: to make them of all rows at once is quicker than row by row.
 */
const INDEXES = `
select case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
    else format('alter table %s drop constraint %I', i.indrelid::regclass, c.conname) end as drop,
  case when c.oid is null then pg_get_indexdef(i.indexrelid)
    else format('alter table %s add constraint %I %s', i.indrelid::regclass, c.conname,
      pg_get_constraintdef(c.oid)) end as make
from pg_index i
left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
where i.indrelid = any($1::regclass[])
  and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)`;

/** A fund of an installation, as its owner finds it. */
export interface FundIds {
  readonly fundId: string;
  readonly tokenId: string;
}

export async function fundIds(owner: pg.Client): Promise<FundIds> {
  const { rows } = await owner.query<FundIds>(
    'select fund_id as "fundId", id as "tokenId" from token',
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the installation has no fund');
  return found;
}

export interface MakeOptions {
  /** The fund; if left out, the installation's only one. */
  readonly of?: FundIds;
  /** Ledger and trail are left to the service's next start. */
  readonly isToBeSealed?: boolean;
  /** One of many small funds: to make the indexes anew for each would take longer. */
  readonly keepsIndexes?: boolean;
}

/**
 * Gives an installation's empty fund loans as the templates say, two to a borrower, and the capital
 * they need. A fact of each loan is recorded in the order of its day, as they would have come in.
 */
export async function makeFund(
  owner: pg.Client,
  templates: readonly LoanTemplate[],
  { of, isToBeSealed = false, keepsIndexes = false }: MakeOptions = {},
): Promise<void> {
  const { fundId, tokenId } = of ?? (await fundIds(owner));
  const rows = templates.map(({ copies, terms }, t) => ({ t, copies, terms: termsRow(terms) }));
  await owner.query(`set session_replication_role = replica; set work_mem = '256MB';
    set maintenance_work_mem = '512MB'`);
  const found = await owner.query<{ drop: string; make: string }>(INDEXES, [BIG_TABLES]);
  const indexes = keepsIndexes ? [] : found.rows;
  await owner.query('begin');
  for (const { drop } of indexes) await owner.query(drop);
  await owner.query(TEMPLATES);
  const fill = async (table: string, from: readonly object[]) =>
    owner.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(from),
    ]);
  await fill('template', rows);
  await fill('template_fact', templates.flatMap(factsOf));
  const books = isToBeSealed ? 'delete from audit_event' : ledger(fundId);
  for (const step of [FACTS, said(fundId, tokenId), books, clock(fundId)]) {
    await owner.query(step);
  }
  for (const { make } of indexes) await owner.query(make);
  await owner.query('commit');
  await owner.query('reset all');
  if (keepsIndexes) return;
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
}

/**
 * Starts an installation's service on a fund that was made. It is started anew, as a service may keep in
 * memory what it has read.
 */
export async function startWithFund(
  installation: Installation,
  templates: readonly LoanTemplate[],
  isToBeSealed = false,
): Promise<Service> {
  const first = await installation.start();
  const owner = await connect(await installation.ownerUrl());
  await makeFund(owner, templates, { isToBeSealed });
  await owner.end();
  await first.stop();
  return installation.start();
}
