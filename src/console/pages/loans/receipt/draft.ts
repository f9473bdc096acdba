import type { Problem, Shape } from '../../../api/client.ts';
import { today } from '../../../format/days.ts';
import { digitsOf, sumOf } from '../../../format/money.ts';
import { words } from '../../../words/words.ts';

export type ReceiptBody = Shape<'RecordReceiptBody'>;

export type Allocation = Shape<'Components'>;

/** What a receipt pays, in the order in which it is told. */
export const COMPONENTS = [
  'principal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const;

export type Component = (typeof COMPONENTS)[number];

/** The loan that a part of a voucher pays. */
export interface ChosenLoan {
  readonly id: string;
  readonly contractNumber: string;
  readonly cooperativeId: string;
  readonly cooperativeName: string;
}

/** What is typed of one loan of a voucher; amounts as they were typed. */
export interface DraftPart {
  readonly loan: ChosenLoan | null;
  readonly amount: string;
  /** What it pays as the accountant says (R10); null: the order in force decides (R9). */
  readonly own: Readonly<Record<Component, string>> | null;
  /** The court case through which the money came; empty: none. */
  readonly caseId: string;
  /** What the enforcement office kept back of the amount (R39); empty: nothing. */
  readonly fee: string;
}

/** What is typed of a voucher. */
export interface Draft {
  readonly parts: readonly DraftPart[];
  readonly effectiveOn: string;
  /** The day on which the day was said: that of a batch does not stay over night. */
  readonly saidOn: string;
  /** Null: the number that is suggested. */
  readonly voucherNumber: string | null;
  readonly method: 'cash' | 'transfer' | '';
  /** Empty: the default place of the method. */
  readonly place: string;
  /** Of a day of a closed quarter: when the books show it, and why (R42); null: on its day. */
  readonly late: { readonly bookedOn: string; readonly reason: string } | null;
}

export const EMPTY_PART: DraftPart = { loan: null, amount: '', own: null, caseId: '', fee: '' };

/** A receipt that nobody has begun. In Viet Nam a receipt voucher is one of cash, unless it is said not to be. */
export function newDraft(): Draft {
  return {
    parts: [EMPTY_PART],
    effectiveOn: today(),
    saidOn: today(),
    voucherNumber: null,
    method: 'cash',
    place: '',
    late: null,
  };
}

/** The next receipt of a batch: its day, its way and its place are those of the one before. */
export function nextDraft({ effectiveOn, saidOn, method, place, late }: Draft): Draft {
  return { ...newDraft(), effectiveOn, saidOn, method, place, late };
}

/** Whether nothing was typed of any loan. */
export function isBlank({ parts }: Draft): boolean {
  return parts.every(({ loan, amount }) => loan === null && amount === '');
}

/** The draft with the loan of a part. A draft that waited over night begins with the day of today. */
export function withLoan(draft: Draft, index: number, loan: ChosenLoan): Draft {
  const isOfToday = draft.saidOn === today() || !isBlank(draft);
  const day = isOfToday ? {} : { effectiveOn: today(), saidOn: today(), late: null };
  return { ...withPart(draft, index, { loan, own: null, caseId: '', fee: '' }), ...day };
}

/** The draft with another part. */
export function withPart(draft: Draft, index: number, changed: Partial<DraftPart>): Draft {
  const parts = draft.parts.map((part, at) => (at === index ? { ...part, ...changed } : part));
  return { ...draft, parts };
}

function allocationOf(own: Readonly<Record<Component, string>>): Allocation | null {
  const digits = COMPONENTS.map((each) => [each, digitsOf(own[each].trim() || '0')] as const);
  if (digits.some(([, amount]) => amount === null)) return null;
  return Object.fromEntries(digits) as unknown as Allocation;
}

function partOf({ loan, amount, own, caseId, fee }: DraftPart): Shape<'ReceiptPart'> | null {
  const digits = digitsOf(amount);
  const allocation = own === null ? null : allocationOf(own);
  const hasFee = caseId !== '' && fee.trim() !== '';
  const kept = digitsOf(fee);
  if (loan === null || digits === null || (own !== null && allocation === null)) return null;
  if (hasFee && kept === null) return null;
  return {
    loanId: loan.id,
    amount: digits,
    ...(allocation === null ? {} : { allocation }),
    ...(caseId === '' ? {} : { litigationCaseId: caseId }),
    ...(hasFee && kept !== null && kept !== '0' ? { enforcementFee: kept } : {}),
  };
}

/** What is sent of a draft, but for its number; null: something is missing. */
export function bodyOfDraft(draft: Draft): Omit<ReceiptBody, 'voucherNumber'> | null {
  const parts = draft.parts.flatMap((part) => partOf(part) ?? []);
  const { effectiveOn, method, place, late } = draft;
  if (parts.length < draft.parts.length || effectiveOn === '') return null;
  if (late !== null && (late.bookedOn === '' || late.reason.trim() === '')) return null;
  return {
    effectiveOn,
    ...(method === '' ? {} : { method }),
    ...(place === '' ? {} : { place }),
    ...(late === null ? {} : { bookedOn: late.bookedOn, reason: late.reason.trim() }),
    amount: sumOf(parts.map(({ amount }) => amount)),
    parts,
  };
}

/** The fields that are empty, as a refusal says them. */
export function missingIn(draft: Draft, voucherNumber: string): Problem | null {
  const { parts, effectiveOn, late } = draft;
  const empty = [
    ...parts.flatMap(({ loan, amount }, at) => [
      ...(loan === null ? [`/parts/${at}/loanId`] : []),
      ...(amount.trim() === '' ? [`/parts/${at}/amount`] : []),
    ]),
    ...(effectiveOn === '' ? ['/effectiveOn'] : []),
    ...(voucherNumber.trim() === '' ? ['/voucherNumber'] : []),
    ...(late !== null && late.bookedOn === '' ? ['/bookedOn'] : []),
    ...(late !== null && late.reason.trim() === '' ? ['/reason'] : []),
  ];
  if (empty.length === 0) return null;
  const detail = words.receipts.missing;
  return {
    type: '/problems/validation',
    title: detail,
    status: 422,
    code: 'validation',
    requestId: '',
    detail,
    errors: empty.map((pointer) => ({ pointer, message: detail })),
  };
}

/** The part that a refusal is about, by its loan; the first, if it names none. */
function partAt({ parts }: Draft, figures: Problem['figures'] = {}): number {
  const at = parts.findIndex(({ loan }) => loan?.id === figures['loanId']);
  return Math.max(at, 0);
}

function pointerOf({ code, figures }: Problem, draft: Draft): string | null {
  const part = `/parts/${partAt(draft, figures)}`;
  switch (code) {
    case 'more-than-payoff':
    case 'principal-below-zero':
    case 'amount-too-large':
      return `${part}/amount`;
    case 'more-than-owed':
    case 'allocation-sum':
      return `${part}/allocation`;
    case 'fee-without-case':
    case 'fee-not-below-amount':
      return `${part}/enforcementFee`;
    case 'other-borrower':
    case 'not-found':
      return `${part}/loanId`;
    case 'duplicate':
      return '/voucherNumber';
    case 'place-of-other-kind':
      return '/place';
    case 'booked-later-on-open-day':
      return '/bookedOn';
    case 'period-closed':
    case 'dated-in-future':
    case 'before-contract':
    case 'before-opening':
      return '/effectiveOn';
    default:
      return null;
  }
}

/** A refusal with the field that it is about, told to somebody who types. */
export function placed(problem: Problem, draft: Draft): Problem {
  if (problem.code === 'idempotency-key-reused') {
    return { ...problem, detail: words.receipts.reusedKey };
  }
  const pointer = problem.errors === undefined ? pointerOf(problem, draft) : null;
  if (pointer === null) return problem;
  return { ...problem, errors: [{ pointer, message: problem.detail }] };
}

/** What the service knows of a refusal, as a text; empty: it does not say. */
export function figureOf(problem: Problem | null, code: Problem['code'], name: string): string {
  if (problem?.code !== code) return '';
  const figure = problem.figures?.[name];
  return typeof figure === 'string' ? figure : '';
}
