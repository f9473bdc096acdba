import { charterCash } from '../../../../src/domain/fund/cash.ts';
import { fundBalances, type FundFacts } from '../../../../src/domain/fund/balances.ts';
import { fundSection } from '../../../../src/domain/reports/section/fundSection.ts';
import { NO_HOLIDAYS, on, plain, vnd } from '../../../support/loans.ts';
import { fundSectionContent } from '../../../../src/domain/reports/section/content.ts';
import { presentContent } from '../../../../src/http/routes/reports/section.ts';
import { recalled } from '../../../support/loans.ts';
import { CASH, FUND, LOANS, movement, MOVEMENTS } from '../../../support/smallFund.ts';

const PERIOD = { asOf: on('2023-06-30'), periodStart: on('2023-01-01') };

const section = (facts: FundFacts = FUND) => fundSection(facts, NO_HOLIDAYS, PERIOD);

describe('the fund section on 30 June 2023 (R19)', () => {
  test('counts borrowers with debt, in term and overdue', () => {
    // in term B, E; overdue A, C, D; F is settled, G not disbursed
    expect(section().borrowers).toEqual({ withDebt: 5, inTerm: 2, overdue: 3 });
  });

  test('names the principal in term and overdue, and who has some', () => {
    // B 80 + C 100 + D 60 + E 100; A 100 + D 40
    expect(plain(section().inTermPrincipal)).toEqual({ amount: '340000000', borrowers: 4 });
    expect(plain(section().overduePrincipal)).toEqual({ amount: '140000000', borrowers: 2 });
  });

  test('works out available principal from what was brought forward', () => {
    // forward 1,000 − 100 − 100 − 250; collected 20 + 50; lent 100; capital 100 − 50
    expect(plain(section().charterCapital)).toBe('1050000000');
    expect(plain(section().availablePrincipal)).toEqual({
      amount: '570000000',
      broughtForward: '550000000',
      collected: '70000000',
      disbursed: '100000000',
      contributed: '50000000',
    });
  });

  test('sums the interest collected, of settled loans too, late interest apart', () => {
    expect(plain(section().interestCollected)).toEqual({
      total: '2200020',
      inTerm: '1300000',
      overdue: '900000',
      late: '20',
    });
  });

  test('projects 31 December from what is expected, by date and contract', () => {
    // 570 + 80 + 100 + 10 + 30
    const projected = section().projectedYearEnd;
    expect(plain(projected)).toMatchObject({
      date: '2023-12-31',
      availablePrincipal: '790000000',
      expectedTotal: '220000000',
    });
    expect(plain(projected.expectedReceipts)).toMatchObject([
      { expectedOn: '2023-07-03', contractNumber: '01/B', principal: '80000000', ground: 'recall' },
      { expectedOn: '2023-08-01', contractNumber: '01/E', principal: '100000000' },
      { expectedOn: '2023-09-01', contractNumber: '01/A', ground: 'recovery_plan' },
      { expectedOn: '2023-09-01', contractNumber: '01/D', principal: '30000000' },
    ]);
  });

  test('takes what is planned with the fund’s own money into the projection', () => {
    const planned = [
      ['disbursement', '2023-06-30', '1'], // past
      ['disbursement', '2023-07-01', '200_000_000'],
      ['contribution', '2023-10-02', '50_000_000'],
      ['withdrawal', '2023-12-31', '80_000_000'],
      ['contribution', '2024-01-01', '1'], // after the year
    ] as const;
    const plannedMovements = planned.map(([kind, day, amount]) => {
      return { kind, expectedOn: on(day), amount: vnd(amount), ground: null };
    });
    // 570 + 220 − 200 + 50 − 80
    expect(plain(section({ ...FUND, plannedMovements }).projectedYearEnd)).toMatchObject({
      availablePrincipal: '560000000',
      expectedTotal: '220000000',
      plannedDisbursements: '200000000',
      plannedContributions: '-30000000',
    });
    expect(plain(section().projectedYearEnd)).toMatchObject({
      plannedDisbursements: '0',
      plannedContributions: '0',
    });
  });

  test('groups the sued by locality, the most first, then by code', () => {
    expect(section().litigation).toMatchObject({
      sued: 3,
      overdueBorrowers: 3,
      localities: [
        {
          locality: 'Văn Quan',
          cooperatives: [
            { id: 'A', name: 'HTX A' },
            { id: 'C', name: 'HTX C' },
          ],
        },
        { locality: 'Bắc Sơn', cooperatives: [{ id: 'D', name: 'HTX D' }] },
      ],
    });
  });

  test('groups the recalled in term; Đ stands before H in the Vietnamese alphabet', () => {
    expect(section().recalls).toMatchObject({
      recalled: 2,
      inTermBorrowers: 2,
      localities: [
        { locality: 'Đình Lập', cooperatives: [{ id: 'E', name: 'HTX E' }] },
        { locality: 'Hữu Lũng', cooperatives: [{ id: 'B', name: 'HTX B' }] },
      ],
    });
  });

  test('names the cases of the sued and the loans of the recalled, with their sums', () => {
    const { litigation, recalls } = section();
    // Of E the borrower is in term, B is not sued yet, F's case was withdrawn.
    expect(plain(litigation.cases)).toMatchObject([
      { cooperativeCode: 'HTX-A', stage: 'petition_filed', stageOn: '2023-05-01', awarded: null },
      { cooperativeCode: 'HTX-C', claimed: '100000000', principalOutstanding: '100000000' },
      { cooperativeCode: 'HTX-D', court: 'TAND of D', recovered: '0' },
    ]);
    expect(plain(recalls.loans)).toMatchObject([
      { contractNumber: '01/B', deadline: '2023-07-03', principalOutstanding: '80000000' },
      { contractNumber: '01/E', deadline: '2023-08-01', principalOutstanding: '100000000' },
    ]);
  });

  test('explains what needs explaining', () => {
    const notes = section().notes.map((note) => [note.code, note.cooperatives.map(({ id }) => id)]);
    expect(notes).toEqual([
      ['overdue_without_overdue_principal', ['C']],
      ['in_both_principal_lines', ['D']],
      ['sued_not_overdue', ['E']],
    ]);
  });

  test('tells of the recall of a borrower that is overdue, which no count has', () => {
    // C owes a day of interest: its recall is in none of the counts.
    const loans = LOANS.map((loan) =>
      loan.borrower.id === 'C'
        ? {
            ...loan,
            facts: {
              ...loan.facts,
              recalls: [{ ...recalled('2023-06-20', '2023-08-31'), id: 'R' }],
            },
          }
        : loan,
    );
    const { recalls, notes } = section({ ...FUND, loans });
    expect(recalls).toMatchObject({ recalled: 2, inTermBorrowers: 2 });
    expect(plain(recalls.overdueLoans)).toMatchObject([
      { cooperativeCode: 'HTX-C', deadline: '2023-08-31', principalOutstanding: '100000000' },
    ]);
    const note = notes.find(({ code }) => code === 'recalled_overdue');
    expect(note?.cooperatives.map(({ id }) => id)).toEqual(['C']);
    // It is kept by its loans: what earlier releases issued has neither of the two.
    const kept = fundSectionContent(section({ ...FUND, loans }));
    expect(kept.notes.map(({ code }) => code)).not.toContain('recalled_overdue');
    expect(presentContent(kept, new Date(0), 'vi').notes.at(-1)).toEqual({
      code: 'recalled_overdue',
      detail:
        'Bị thu hồi vốn trước hạn nhưng đang nợ quá hạn, nên không tính vào số HTX nợ trong hạn bị thu ' +
        'hồi vốn trước hạn: HTX C.',
      cooperativeIds: ['C'],
    });
    expect(section().recalls.overdueLoans).toEqual([]);
  });

  test('names the borrowers with debt that are not active, by code', () => {
    // F is settled and G was never paid out: they have no debt.
    const inactive = new Set(['F', 'E', 'G', 'A']);
    const note = section({ ...FUND, inactive }).notes.find(
      (each) => each.code === 'cooperative_not_active',
    );
    expect(note?.cooperatives.map(({ id }) => id)).toEqual(['A', 'E']);
  });

  test('names the last disbursement and the suspension in force', () => {
    expect(section().lastDisbursementOn).toBe('2023-01-01');
    expect(section().lendingSuspension).toEqual({
      decisionNumber: '12/QĐ',
      decidedOn: '2021-09-16',
    });
  });

  test('is the same in whatever order the loans come', () => {
    const turned = { ...FUND, loans: LOANS.toReversed(), cash: charterCash(CASH.toReversed()) };
    expect(section(turned)).toEqual(section());
  });

  test('of a fund without loans has nothing in it', () => {
    const empty = { ...FUND, loans: [], cash: charterCash([]), capitalMovements: [], cases: [] };
    expect(plain(section(empty))).toMatchObject({
      borrowers: { withDebt: 0, inTerm: 0, overdue: 0 },
      charterCapital: '0',
      lastDisbursementOn: null,
      notes: [],
    });
  });

  test('a borrower of two loans is counted once, and is overdue when one of them is', () => {
    const [c, a] = LOANS;
    if (c === undefined || a === undefined) throw new Error('two loans');
    const facts = { ...FUND, loans: [{ ...c, borrower: a.borrower }, ...LOANS.slice(1)] };
    expect(section(facts).borrowers).toEqual({ withDebt: 4, inTerm: 2, overdue: 2 });
    // A now has C’s 100 million in term besides its own overdue
    expect(plain(section(facts).inTermPrincipal)).toEqual({ amount: '340000000', borrowers: 4 });
  });
});

describe('the identity of the fund (R18)', () => {
  test('holds at the close of a day', () => {
    expect(plain(fundBalances(FUND, NO_HOLIDAYS, on('2022-12-31')))).toEqual({
      charterCapital: '1000000000',
      principalOutstanding: '450000000',
      availablePrincipal: '550000000',
      principalChargedOff: '0',
      principalEntrusted: '0',
      sources: [
        {
          source: 'charter',
          name: 'Vốn điều lệ',
          capital: '1000000000',
          outstanding: '450000000',
          available: '550000000',
          chargedOff: '0',
          entrusted: '0',
        },
      ],
    });
  });

  test('broken by one đồng is our bug, not a report', () => {
    const one = { on: on('2023-06-30'), amount: vnd('1') };
    expect(() => section({ ...FUND, cash: charterCash([...CASH, one]) })).toThrow(/R18/);
    expect(() =>
      fundBalances({ ...FUND, cash: charterCash(CASH.slice(1)) }, NO_HOLIDAYS, PERIOD.asOf),
    ).toThrow(/R18/);
  });

  test('money moved into another period is our bug too', () => {
    const moved = CASH.map((each) =>
      each.on === '2023-01-01' ? { ...each, on: on('2022-12-31') } : each,
    );
    expect(() => section({ ...FUND, cash: charterCash(moved) })).toThrow(/R19/);
  });

  test('an available principal below zero is reported with a note', () => {
    // 300 − 450 − 100 + 50 + 100 + 20 − 50: −130 million
    const less = movement('4/QĐ', 'withdrawal', '2022-01-01', '700_000_000');
    const facts: FundFacts = {
      ...FUND,
      capitalMovements: [...MOVEMENTS, less],
      cash: charterCash([...CASH, { on: less.effectiveOn, amount: less.amount.negated() }]),
    };
    expect(plain(section(facts).availablePrincipal.amount)).toBe('-130000000');
    expect(section(facts).notes.at(-1)).toEqual({ code: 'available_below_zero', cooperatives: [] });
  });
});
