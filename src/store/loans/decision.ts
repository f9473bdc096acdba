import { DECISION_KINDS } from '../../domain/books/factKinds.ts';
import type {
  DebtGroupOverride,
  InterestComponent,
  Restructuring,
} from '../../domain/loans/facts.ts';
import type { ContractedInstalment } from '../../domain/loans/terms.ts';
import {
  FIRST_TREATMENT,
  type ChargeOffGround,
  type ChargeOffTreatment,
  type FirstChargeOff,
} from '../../domain/loans/chargeOff.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { money, rate, text, type Money, type RatePercent } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import {
  children,
  dayIfAny,
  dayOf,
  given,
  rowsIn,
  type Cell,
  type FactStore,
} from '../facts/factStore.ts';
import { textIfAny } from './amounts.ts';

interface Numbered {
  readonly decisionNumber: string;
}

/** A paper on which a charge-off rests, as it is called, with its number and day where it has them (R40). */
export interface DecisionDocument {
  readonly name: string;
  readonly number: string | null;
  readonly issuedOn: CalendarDate | null;
}

/** What a decision about a loan says (R14, R16); it counts from the day of its fact. */
export type DecisionTerms =
  | (Numbered & {
      readonly kind: 'restructuring';
      readonly restructuringKind: Restructuring['kind'];
      readonly instalments: readonly ContractedInstalment[];
    })
  | (Numbered & {
      readonly kind: 'rate_change';
      readonly ratePercent: RatePercent;
      readonly overdueRatePercent: RatePercent | null;
    })
  | (Numbered & { readonly kind: 'freeze'; readonly to: CalendarDate | null })
  | (Numbered & {
      readonly kind: 'freeze_end';
      readonly freezeId: string;
      readonly to: CalendarDate;
    })
  | (Numbered & {
      readonly kind: 'waiver';
      readonly component: InterestComponent;
      readonly amount: Money;
    })
  | (Numbered &
      ChargeOffTreatment & {
        readonly kind: 'charge_off';
        /** Null: none was given, as before there were any (R40). */
        readonly ground: ChargeOffGround | null;
        readonly documents: readonly DecisionDocument[];
        /** Null: no other fund charged it off before. */
        readonly first: FirstChargeOff | null;
      })
  | (Numbered & {
      readonly kind: 'write_off';
      readonly ground: ChargeOffGround | null;
      readonly note: string | null;
    })
  | {
      readonly kind: 'debt_group_override';
      readonly decisionNumber: string | null;
      readonly reason: string | null;
      readonly group: DebtGroup;
      readonly change: DebtGroupOverride['change'];
    };

export type DecisionKind = DecisionTerms['kind'];

/** The terms of one kind of decision. */
export type TermsOf<Kind extends DecisionKind> = Extract<DecisionTerms, { readonly kind: Kind }>;

/** A decision of one kind, or of any, under its fact. */
export type StoredDecision<Kind extends DecisionKind = DecisionKind> = BookedFact & {
  readonly loanId: string;
  readonly terms: TermsOf<Kind>;
};

/** Instalments as `children` gave them. */
export const instalmentsIn = (cell: Cell | undefined): ContractedInstalment[] =>
  rowsIn(cell).map(([dueOn, principal]) => ({
    dueOn: dayOf(dueOn),
    principal: money(given(principal)),
  }));

function columnsOf(terms: DecisionTerms) {
  const { kind, decisionNumber } = terms;
  const common = { kind, decision_number: decisionNumber };
  switch (terms.kind) {
    case 'restructuring':
      return { ...common, restructuring_kind: terms.restructuringKind };
    case 'rate_change': {
      const overdue = textIfAny(terms.overdueRatePercent);
      return { ...common, rate_percent: text(terms.ratePercent), overdue_rate_percent: overdue };
    }
    case 'freeze':
      return { ...common, frozen_to: terms.to };
    case 'freeze_end':
      return { ...common, frozen_to: terms.to, freeze_id: terms.freezeId };
    case 'waiver':
      return { ...common, component: terms.component, amount: text(terms.amount) };
    case 'charge_off': {
      const { ground, interest, recovery, first } = terms;
      return {
        ...common,
        ground,
        charged_off_interest: interest,
        recovery_of_charged_off: recovery,
        first_charged_off_on: first?.on,
        first_charged_off_principal: textIfAny(first?.principal ?? null),
      };
    }
    case 'write_off':
      return { ...common, ground: terms.ground, note: terms.note };
    case 'debt_group_override': {
      const { group, change, reason } = terms;
      return { ...common, debt_group: group, group_change: change, reason };
    }
  }
}

const COLUMNS = [
  's.loan_id',
  's.decision_number',
  's.restructuring_kind',
  's.rate_percent',
  's.overdue_rate_percent',
  's.frozen_to',
  's.freeze_id',
  's.component',
  's.amount',
  's.debt_group',
  's.group_change',
  's.reason',
  children('decision_instalment', 'decision_id', ['due_on', 'principal'], 'due_on'),
  's.ground',
  's.charged_off_interest',
  's.recovery_of_charged_off',
  's.note',
  children('decision_document', 'decision_id', ['name', 'number', 'issued_on', 'place'], 'place'),
  's.first_charged_off_on',
  's.first_charged_off_principal',
] as const;

/** Why a loan was charged off, and how it is treated since; an older one as before there were policies. */
function chargedOffIn(cells: readonly Cell[]) {
  const [ground, interest, recovery] = cells.slice(13);
  return {
    ground: (ground ?? null) as ChargeOffGround | null,
    interest: (interest ?? FIRST_TREATMENT.interest) as ChargeOffTreatment['interest'],
    recovery: (recovery ?? FIRST_TREATMENT.recovery) as ChargeOffTreatment['recovery'],
  };
}

const documentsIn = (cells: readonly Cell[]): DecisionDocument[] =>
  rowsIn(cells[17]).map(([name, number, issuedOn]) => ({
    name: given(name),
    number: number ?? null,
    issuedOn: dayIfAny(issuedOn ?? null),
  }));

function firstChargeOffIn(cells: readonly Cell[]): FirstChargeOff | null {
  const on = dayIfAny(cells[18]);
  return on === null ? null : { on, principal: money(given(cells[19])) };
}

function termsIn(kind: DecisionKind, cells: readonly Cell[]): DecisionTerms {
  const [, number, restructured, percent, overdue, frozenTo, freezeId] = cells;
  const [component, amount, group, change, reason, instalments] = cells.slice(7);
  if (kind === 'debt_group_override') {
    return {
      kind,
      decisionNumber: number ?? null,
      reason: reason ?? null,
      group: +given(group) as DebtGroup,
      change: given(change) as DebtGroupOverride['change'],
    };
  }
  const decisionNumber = given(number);
  switch (kind) {
    case 'restructuring': {
      const restructuringKind = given(restructured) as Restructuring['kind'];
      return { kind, decisionNumber, restructuringKind, instalments: instalmentsIn(instalments) };
    }
    case 'rate_change': {
      const overdueRatePercent = overdue === null ? null : rate(given(overdue));
      return { kind, decisionNumber, ratePercent: rate(given(percent)), overdueRatePercent };
    }
    case 'freeze':
      return { kind, decisionNumber, to: dayIfAny(frozenTo) };
    case 'freeze_end':
      return { kind, decisionNumber, freezeId: given(freezeId), to: dayOf(frozenTo) };
    case 'waiver': {
      const of = given(component) as InterestComponent;
      return { kind, decisionNumber, component: of, amount: money(given(amount)) };
    }
    case 'charge_off': {
      const charged = chargedOffIn(cells);
      const documents = documentsIn(cells);
      return { kind, decisionNumber, ...charged, documents, first: firstChargeOffIn(cells) };
    }
    case 'write_off':
      return { kind, decisionNumber, ground: chargedOffIn(cells).ground, note: cells[16] ?? null };
  }
}

export type DecisionEntry = Of<DecisionKind> & {
  readonly loanId: string;
  readonly terms: DecisionTerms;
};

export const decisionStore: FactStore<DecisionEntry> = {
  kinds: DECISION_KINDS,
  table: 'decision',
  columns: COLUMNS,
  entryOf: (head, cells) => {
    const factKind = head.factKind as DecisionKind;
    return { loanId: given(cells[0]), terms: termsIn(factKind, cells), ...head, factKind };
  },
  rowsOf: ({ id, loanId, terms }) => [
    ['decision', { id, loan_id: loanId, ...columnsOf(terms) }],
    ...(terms.kind === 'restructuring' ? terms.instalments : []).map(
      ({ dueOn, principal }) =>
        [
          'decision_instalment',
          { decision_id: id, due_on: dueOn, principal: text(principal) },
        ] as const,
    ),
    ...(terms.kind === 'charge_off' ? terms.documents : []).map(
      ({ name, number, issuedOn }, index) =>
        [
          'decision_document',
          { decision_id: id, place: String(index + 1), name, number, issued_on: issuedOn },
        ] as const,
    ),
  ],
};
