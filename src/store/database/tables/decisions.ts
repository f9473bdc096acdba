import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { DECISION_KINDS } from '../../../domain/books/factKinds.ts';
import {
  CHARGE_OFF_GROUNDS,
  CHARGED_OFF_INTEREST,
  RECOVERY_OF_CHARGED_OFF,
} from '../../../domain/loans/chargeOff.ts';
import { ofFact } from './schema.ts';
import * as c from './columns.ts';
import { ofLoan } from './loans.ts';

export const INTEREST_COMPONENTS = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

export const RESTRUCTURING_KINDS = ['reschedule', 'extension'] as const;

export const GROUP_CHANGES = ['worsening', 'improvement'] as const;

/** A decision about a loan (R14, R16); it counts from its fact's day. Each kind has its columns. */
export const decision = pgTable(
  'decision',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    kind: text('kind', { enum: DECISION_KINDS }).notNull(),
    decisionNumber: text('decision_number'),
    restructuringKind: text('restructuring_kind', { enum: RESTRUCTURING_KINDS }),
    ratePercent: c.percent('rate_percent'),
    overdueRatePercent: c.percent('overdue_rate_percent'),
    /** The day after the last one of a freeze. */
    frozenTo: c.day('frozen_to'),
    /** The freeze that a `freeze_end` ends. */
    freezeId: uuid('freeze_id'),
    component: text('component', { enum: INTEREST_COMPONENTS }),
    amount: c.dong('amount'),
    debtGroup: smallint('debt_group'),
    groupChange: text('group_change', { enum: GROUP_CHANGES }),
    reason: text('reason'),
    /** Of a charge-off or write-off (R40). */
    ground: text('ground', { enum: CHARGE_OFF_GROUNDS }),
    /** Of a charge-off: what the policies of its day said (R40); null: it is older than these. */
    chargedOffInterest: text('charged_off_interest', { enum: CHARGED_OFF_INTEREST }),
    recoveryOfChargedOff: text('recovery_of_charged_off', { enum: RECOVERY_OF_CHARGED_OFF }),
    /** Of a charge-off of a loan that another fund charged off before: when, and how much principal. */
    firstChargedOffOn: c.day('first_charged_off_on'),
    firstChargedOffPrincipal: c.dong('first_charged_off_principal'),
    /** Of a write-off. */
    note: text('note'),
  },
  (t) => [
    ...ofFact('decision', t),
    ofLoan('decision', t),
    foreignKey({
      name: 'decision_freeze_fk',
      columns: [t.fundId, t.freezeId],
      foreignColumns: [t.fundId, t.id],
    }),
    index('decision_loan_idx').on(t.fundId, t.loanId),
    c.oneOf('decision_kind', t.kind, DECISION_KINDS),
    c.must(
      'decision_number',
      sql`${t.decisionNumber} is not null or ${t.kind} = 'debt_group_override'
        and ${t.groupChange} = 'worsening' and ${t.reason} is not null`,
    ),
    c.must(
      'decision_restructuring',
      sql`(${t.kind} = 'restructuring') = (${t.restructuringKind} is not null)`,
    ),
    c.oneOf('decision_restructuring_kind', t.restructuringKind, RESTRUCTURING_KINDS),
    c.must(
      'decision_rate',
      sql`(${t.kind} = 'rate_change') = (${t.ratePercent} is not null)
        and (${t.kind} = 'rate_change' or ${t.overdueRatePercent} is null)
        and ${t.ratePercent} >= 0 and ${t.overdueRatePercent} >= 0`,
    ),
    c.must(
      'decision_freeze',
      sql`(${t.kind} in ('freeze', 'freeze_end') or ${t.frozenTo} is null)
        and (${t.kind} = 'freeze_end') = (${t.freezeId} is not null)
        and (${t.kind} <> 'freeze_end' or ${t.frozenTo} is not null)`,
    ),
    c.must(
      'decision_waiver',
      sql`num_nonnulls(${t.component}, ${t.amount})
        = case ${t.kind} when 'waiver' then 2 else 0 end and ${t.amount} > 0`,
    ),
    c.oneOf('decision_component', t.component, INTEREST_COMPONENTS),
    c.must(
      'decision_group',
      sql`num_nonnulls(${t.debtGroup}, ${t.groupChange})
        = case ${t.kind} when 'debt_group_override' then 2 else 0 end
        and ${t.debtGroup} between 1 and 5
        and (${t.kind} = 'debt_group_override' or ${t.reason} is null)`,
    ),
    c.oneOf('decision_group_change', t.groupChange, GROUP_CHANGES),
    c.oneOf('decision_ground', t.ground, CHARGE_OFF_GROUNDS),
    c.oneOf('decision_charged_off_interest', t.chargedOffInterest, CHARGED_OFF_INTEREST),
    c.oneOf('decision_recovery', t.recoveryOfChargedOff, RECOVERY_OF_CHARGED_OFF),
    c.must(
      'decision_charge_off',
      sql`(${t.kind} in ('charge_off', 'write_off') or ${t.ground} is null)
        and num_nonnulls(${t.chargedOffInterest}, ${t.recoveryOfChargedOff}) in (0, 2)
        and (${t.kind} = 'charge_off' or ${t.chargedOffInterest} is null)
        and (${t.kind} = 'write_off' or ${t.note} is null)`,
    ),
    c.must(
      'decision_first_charge_off',
      sql`num_nonnulls(${t.firstChargedOffOn}, ${t.firstChargedOffPrincipal}) in (0, 2)
        and (${t.kind} = 'charge_off' or ${t.firstChargedOffOn} is null)
        and ${t.firstChargedOffPrincipal} >= 0`,
    ),
  ],
);

/** The new instalments of a restructuring (R14 a). */
export const decisionInstalment = pgTable(
  'decision_instalment',
  {
    fundId: c.id('fund_id'),
    decisionId: c.id('decision_id'),
    dueOn: c.day('due_on').notNull(),
    principal: c.dong('principal').notNull(),
  },
  (t) => [
    c.key('decision_instalment', [t.fundId, t.decisionId, t.dueOn]),
    c.refers(
      'decision_instalment_decision',
      [t.fundId, t.decisionId],
      [decision.fundId, decision.id],
    ),
    c.must('decision_instalment_principal', sql`${t.principal} > 0`),
  ],
);

/** The papers on which a charge-off rests: minutes of the council, decisions, proof of its ground (R40). */
export const decisionDocument = pgTable(
  'decision_document',
  {
    fundId: c.id('fund_id'),
    decisionId: c.id('decision_id'),
    /** From 1, as entered. */
    place: smallint('place').notNull(),
    name: text('name').notNull(),
    number: text('number'),
    issuedOn: c.day('issued_on'),
  },
  (t) => [
    c.key('decision_document', [t.fundId, t.decisionId, t.place]),
    c.refers(
      'decision_document_decision',
      [t.fundId, t.decisionId],
      [decision.fundId, decision.id],
    ),
    c.must('decision_document_place', sql`${t.place} > 0`),
  ],
);
