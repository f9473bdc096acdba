import { LoanBooks } from '../../../src/domain/loans/loanBooks.ts';
import {
  aboutOf,
  draftNotice,
  figuresWith,
  type LoanKnown,
  type NoticeAbout,
} from '../../../src/domain/notices/draftNotice.ts';
import { checkDates, checkPayBy } from '../../../src/domain/notices/noticeDates.ts';
import type { NoticeHead } from '../../../src/domain/notices/noticeContent.ts';
import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import type { LoanOpening } from '../../../src/domain/loans/opening.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import { isQuarter, type Quarter } from '../../../src/domain/primitives/quarters.ts';
import {
  factsOf,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  recalled,
  refusal,
  vnd,
  vouchered,
} from '../../support/loans.ts';

function q(name: string): Quarter {
  if (!isQuarter(name)) throw new Error(name);
  return name;
}

const known = (facts: LoanFacts, notices: LoanKnown['notices'] = []): LoanKnown => ({
  loan: { cooperativeId: 'borrower', terms: HALVES },
  books: new LoanBooks(vouchered(facts, 'loan')),
  rules: NO_HOLIDAYS,
  notices,
});

const ASKED = { issuedOn: on('2023-04-11'), payBy: on('2023-06-30') };
const SECOND_QUARTER = { kind: 'quarterly', quarter: q('2023-Q2') } as const;

/** Saturday 11 February 2023: payable by Monday the 13th. */
const RECALL = recalled('2023-02-01', '2023-02-11');
const RECALLED: NoticeAbout = {
  kind: 'recall',
  // The first that `vouchered` names.
  recallId: 'recall 1/loan',
  recall: { ...RECALL, decisionNumber: '7/QĐ' },
};

describe('what was paid since the notice before (R25)', () => {
  const repayments = ['2023-03-31', '2023-04-01', '2023-04-05', '2023-04-06', '2023-04-11'].map(
    (day) => paid(day, { principal: '1_000' }),
  );

  const paidSince = (
    notices: LoanKnown['notices'],
    facts = lent({ repayments: [...repayments, paid('2023-04-12', { principal: '1' })] }),
  ) => {
    const draft = draftNotice(known(facts, notices), { about: SECOND_QUARTER, ...ASKED });
    const content = draft?.contentUnder({} as NoticeHead);
    const receipts = content?.['paidSinceLastNotice'] as { readonly effectiveOn: string }[];
    return [content?.['paidFrom'], ...receipts.map((each) => each.effectiveOn)];
  };

  test('begins with the quarter where there was none', () => {
    const days = ['2023-04-01', '2023-04-05', '2023-04-06', '2023-04-11'];
    expect(paidSince([])).toEqual(['2023-04-01', ...days]);
  });

  test('begins on the day on which the loan was taken over, as none is known of before (R33)', () => {
    const opening: LoanOpening = {
      on: on('2023-04-04'),
      documentNumber: null,
      disbursed: vnd('100_000_000'),
      instalments: [{ dueOn: on('2023-06-02'), principal: vnd('50_000_000') }],
      interestDue: [],
      accruedInterest: vnd('330_000'),
      overdueInterest: vnd('0'),
      lateInterest: vnd('0'),
      restructurings: 0,
      interestWaived: false,
      lastPaymentOn: on('2023-04-01'),
      lastConfirmedOn: null,
    };
    const after = repayments.filter((each) => each.effectiveOn > opening.on);
    const facts = factsOf({ opening, repayments: after });
    expect(paidSince([], facts)).toEqual(['2023-04-04', '2023-04-05', '2023-04-06', '2023-04-11']);
  });

  test('begins on the day after the last one of an earlier quarter', () => {
    const before = { quarter: q('2023-Q1'), effectiveOn: on('2023-04-05') };
    // What this one takes the place of, and one of no quarter, are no notices before.
    const replaced = { quarter: q('2023-Q2'), effectiveOn: on('2023-04-08') };
    const ofRecall = { quarter: null, effectiveOn: on('2023-04-09') };
    expect(paidSince([before, replaced, ofRecall])).toEqual([
      '2023-04-06',
      '2023-04-06',
      '2023-04-11',
    ]);
  });
});

describe('a notice that a loan would get', () => {
  test('is none of a recall that does not rule the deadline', () => {
    const asked = { about: RECALLED, issuedOn: on('2023-02-03'), payBy: on('2023-02-13') };
    const ruling = draftNotice(known(lent({ recalls: [RECALL] })), asked);
    expect(ruling && text(ruling.total)).toBe('100860000'); // 43 days × 20,000
    const another = recalled('2023-02-02', '2023-02-10');
    expect(draftNotice(known(lent({ recalls: [RECALL, another] })), asked)).toBeNull();
    expect(draftNotice(known(lent()), asked)).toBeNull();
  });

  test('has the same figures again by what was known, and others by what is known now', () => {
    const { issuedOn: effectiveOn, payBy } = ASKED;
    const { notices: _, ...now } = known(lent());
    const content = draftNotice(known(lent()), { about: SECOND_QUARTER, ...ASKED })?.figures ?? {};
    const issued = { quarter: q('2023-Q2'), recallId: null, effectiveOn, payBy, content };
    expect(figuresWith(issued, now)).toEqual(content);
    const { books } = known(lent({ repayments: [paid('2023-04-01', { principal: '1_000' })] }));
    expect(figuresWith(issued, { ...now, books })).not.toEqual(content);
  });
});

test('a notice is about its quarter, its recall, or else overdue principal', () => {
  const none = { quarter: null, recallId: null, content: {} };
  expect(aboutOf({ ...none, quarter: q('2023-Q2') })).toEqual(SECOND_QUARTER);
  expect(aboutOf(none)).toEqual({ kind: 'overdue' });
  const { recallId, recall } = RECALLED;
  expect(aboutOf({ ...none, recallId, content: { recall } })).toEqual(RECALLED);
});

describe('the days of a notice', () => {
  test('it is issued today at the latest, and paid no earlier than it is issued', () => {
    const day = on('2023-04-11');
    expect(() => checkDates({ issuedOn: day, payBy: day }, day)).not.toThrow();
    expect(refusal(() => checkDates({ issuedOn: on('2023-04-12'), payBy: day }, day)).code).toBe(
      'dated-in-future',
    );
    const early = refusal(() => checkDates({ issuedOn: day, payBy: on('2023-04-10') }, day));
    expect(early.faults).toMatchObject([{ pointer: '/payBy' }]);
  });

  test('of overdue principal: paid before other principal turns overdue (R6)', () => {
    const check = (payBy: string) => () =>
      checkPayBy(known(lent()), { ...ASKED, about: { kind: 'overdue' }, payBy: on(payBy) });
    expect(check('2023-06-02')).not.toThrow();
    expect(refusal(check('2023-06-03'))).toMatchObject({
      code: 'pay-by-too-late',
      figures: { last: '2023-06-02' },
    });
  });

  test('of a recall: issued until its deadline, and paid on it (R14)', () => {
    const check = (issuedOn: string, payBy: string) => () =>
      checkPayBy(known(lent()), { about: RECALLED, issuedOn: on(issuedOn), payBy: on(payBy) });
    expect(check('2023-02-13', '2023-02-13')).not.toThrow();
    expect(refusal(check('2023-02-14', '2023-02-13'))).toMatchObject({
      code: 'recall-deadline-passed',
      figures: { deadline: '2023-02-13' },
    });
    expect(refusal(check('2023-02-03', '2023-02-11')).faults).toMatchObject([
      { pointer: '/payBy' },
    ]);
  });
});
