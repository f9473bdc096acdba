import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Fund, FundAct } from '../../src/book/fund.ts';
import { listCases } from '../../src/book/cases.ts';
import { loadRules, suspensionInForce } from '../../src/book/rules.ts';
import { NOTHING_SAID, type Stage } from '../../src/domain/court/stages.ts';
import { fundBalances, type SourceBalances } from '../../src/domain/fund/balances.ts';
import type { Portfolio } from '../../src/domain/handover/portfolio.ts';
import { chargedOffOn } from '../../src/domain/loans/chargeOff.ts';
import { factsUntil, type Allocation, type LoanFacts } from '../../src/domain/loans/facts.ts';
import { addDays, earlier, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { Dec, sum, text, ZERO, type Money } from '../../src/domain/primitives/money.ts';
import type { FundRules } from '../../src/domain/policies/fundRules.ts';
import { quarterOf } from '../../src/domain/primitives/quarters.ts';
import type { Deadline } from '../../src/domain/collection/deadlineKinds.ts';
import type { LoanOfFund } from '../../src/domain/loans/portfolio.ts';
import { collectionNotice } from '../../src/domain/notices/quarterlyNotice.ts';
import { enterCollateral } from '../../src/usecases/collateral/enterCollateral.ts';
import { recordCollectionEntry } from '../../src/usecases/collection/recordCollectionEntry.ts';
import { deadlines, interestDeadlines } from '../../src/usecases/collection/deadlines.ts';
import { reportDebtClassification } from '../../src/usecases/reports/reportLoans.ts';
import { NO_REQUEST } from '../../src/store/books/audit.ts';
import type { CaseEntry, StageEntry } from '../../src/store/court/case.ts';
import type { LendingSuspensionEntry } from '../../src/store/fund/lendingSuspension.ts';
import type { CapitalMovementEntry } from '../../src/store/fund/capitalMovement.ts';
import { chargedOffRegister } from '../../src/domain/reports/chargedOff.ts';
import { awardLeftFor } from '../../src/usecases/court/awardOfReceipt.ts';
import { caseAt } from '../../src/usecases/court/claimAt.ts';
import { writeActs } from '../../src/usecases/acts/writeActs.ts';
import { drawUp } from '../../src/usecases/handover/drawUp.ts';
import { enterHandover, reverseHandoverEntry } from '../../src/usecases/handover/enterHandover.ts';
import { drawn } from '../../src/usecases/handover/handOver.ts';
import { listLoansAt } from '../../src/usecases/loans/lookUpLoans.ts';
import { loadFundFacts } from '../../src/usecases/reports/loadFundFacts.ts';
import { readLast } from '../../src/usecases/view/readAsKnown.ts';
import { FUND } from '../domain/arbitrary/arbitraryFund.ts';
import { runs, START } from '../domain/arbitrary/arbitraryLoan.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { enterFacts } from '../support/enterFacts.ts';
import { entries } from '../support/entries.ts';
import { plain } from '../support/loans.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

type Made = typeof FUND extends fc.Arbitrary<infer Of> ? Of : never;

const dong = (amount: number): Money => new Dec(amount);

/** A case about every other loan, with an award of some days before; every other receipt came through it. */
const AWARD: Allocation = {
  principal: dong(300_000_000),
  inTermInterest: dong(20_000_000),
  overdueInterest: dong(1_000_000),
  lateInterest: dong(0),
};

interface Suit {
  readonly caseId: string;
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly awardedOn: CalendarDate;
}

/** Files a case, and enters its award. */
function sue(act: FundAct, { caseId, cooperativeId, loanIds, awardedOn }: Suit): void {
  const stage = (named: Stage, effectiveOn = START, amounts: Allocation | null = null): void => {
    const said = { factKind: 'litigation_stage', effectiveOn } as const;
    const of = { ...NOTHING_SAID, ground: null, note: null, amounts };
    act.record<StageEntry>({ ...said, ...of, caseId, stage: named });
  };
  stage('petition_filed');
  const said = { factKind: 'litigation_case', effectiveOn: START, cooperativeId } as const;
  const court = { court: 'Tòa án nhân dân khu vực 1', docketType: 'civil' } as const;
  const about = { loanIds: loanIds.toSorted(), claim: AWARD, parties: [] };
  act.record<CaseEntry>({ ...said, ...court, ...about }, caseId);
  stage('fee_advance_paid');
  stage('accepted');
  stage('settlement_recognised', awardedOn, AWARD);
}

/** The same, every other receipt through a case, and a loan charged off written off the day after. */
function withCase(facts: LoanFacts, caseId: string | null, on: CalendarDate): LoanFacts {
  const charged = chargedOffOn(facts);
  const writeOffOn = charged === null ? on : addDays(charged, 1);
  return {
    ...facts,
    repayments: facts.repayments.map((each, place) => ({
      ...each,
      litigationCaseId: place % 2 === 0 && each.effectiveOn > START ? caseId : null,
    })),
    writeOffs: writeOffOn < on ? [{ effectiveOn: writeOffOn }] : [],
  };
}

const suspend = (act: FundAct, effectiveOn: CalendarDate): unknown =>
  act.record<LendingSuspensionEntry>({
    factKind: 'lending_suspension',
    effectiveOn,
    suspended: true,
    decisionNumber: '1/QĐ',
  });

/** An asset that secures all loans, a confirmation of the debt and a promise to pay after the day. */
function enterAround(act: FundAct, actor: Actor, { cooperativeId, loanIds, on }: Around): void {
  const by = { actor, today: addDays(on, -1) };
  const none = { litigationCaseId: null, documentNumber: null, note: null };
  const said = { cooperativeId, loanIds: [], ...none };
  const confirmed = { kind: 'debt_confirmation', amount: null, promisedOn: null } as const;
  recordCollectionEntry(act, by, { ...said, ...confirmed, occurredOn: earlier(START, by.today) });
  const promised = {
    kind: 'promise',
    amount: dong(5_000_000),
    promisedOn: addDays(on, 40),
  } as const;
  recordCollectionEntry(act, by, { ...said, ...promised, occurredOn: by.today });
  enterCollateral(act, by, {
    owner: { cooperativeId, named: null },
    kind: 'real_estate',
    description: 'Nhà kho',
    documentNumber: null,
    mayBeSoldFrom: START,
    secures: loanIds.map((loanId) => ({ loanId, upTo: null })),
    valuations: [
      { valuedOn: START, value: dong(300_000_000), basis: 'thỏa thuận', valuedBy: null },
    ],
    effectiveOn: START,
  });
}

interface Around {
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly on: CalendarDate;
}

/** Enters what a fund did before a day. */
function enterBefore(
  actor: Actor,
  { facts }: Made,
  on: CalendarDate,
  isSuspended: boolean,
): Promise<void> {
  return writeActs(db.database, actor, NO_REQUEST, (act) => {
    const caseId = randomUUID();
    if (isSuspended) suspend(act, START);
    const by = entries(act);
    const { id } = by.cooperative({ code: 'HTX1' });
    for (const movement of facts.capitalMovements) {
      if (movement.effectiveOn >= on) continue;
      const { kind, source, amount, effectiveOn, documentNumber } = movement;
      const said = { factKind: 'capital_movement', effectiveOn, kind, source, amount } as const;
      act.record<CapitalMovementEntry>({ ...said, documentNumber, method: null, bearsRisk: null });
    }
    const loans = facts.loans.map((loan) => ({
      loan,
      id: by.loan(id, { ...loan.terms, contractNumber: loan.id }, loan.source).id,
    }));
    const loanIds = loans.map((each) => each.id);
    // Every other loan can still be sued for.
    const sued = loanIds.filter((_, place) => place % 2 === 0);
    const awardedOn = earlier(addDays(START, 30), addDays(on, -1));
    sue(act, { caseId, cooperativeId: id, loanIds: sued, awardedOn });
    for (const { loan, id: loanId } of loans) {
      const through = sued.includes(loanId) ? caseId : null;
      enterFacts(act, loanId, withCase(factsUntil(loan.facts, addDays(on, -1)), through, on));
    }
    enterAround(act, actor, { cooperativeId: id, loanIds, on });
    return Promise.resolve();
  });
}

type Actor = Awaited<ReturnType<TestDatabase['addFund']>>['actor'];

const sourcesOn = (fundId: string, asOf: CalendarDate): Promise<readonly SourceBalances[]> =>
  readLast(db.database, fundId, (fund, { knownAt }) => {
    const view = { asOf, knownAt };
    return fundBalances(loadFundFacts(fund, view), loadRules(fund, knownAt), asOf).sources;
  });

const positionsOn = (fund: Fund, asOf: CalendarDate, knownAt: Date) =>
  listLoansAt(fund, { asOf, knownAt }, {});

/** What the award of the case is, and what a receipt through it pays first; null: there is no case. */
function awardOn(fund: Fund, asOf: CalendarDate, knownAt: Date) {
  const [found] = listCases(fund, {}, knownAt);
  if (found === undefined) return null;
  const view = { asOf, knownAt };
  const receipt = { litigationCaseId: found.id, effectiveOn: asOf };
  const { sums } = caseAt(fund, found.id, view);
  return plain({ ...sums, left: awardLeftFor(fund, receipt, view) });
}

/** What the register tells of the loans charged off, by contract (R40). */
function registerOn(fund: Fund, asOf: CalendarDate, knownAt: Date) {
  const { loans } = loadFundFacts(fund, { asOf, knownAt });
  const { rows } = chargedOffRegister(loans, loadRules(fund, knownAt), asOf);
  return new Map(
    rows.map(({ contractNumber, ...of }) => [
      contractNumber,
      plain({
        decision: of.decisionNumber,
        on: of.chargedOffOn,
        amounts: [of.chargedOffPrincipal, of.recovered, of.recoveredAsIncome, of.principalLeft],
        mayBeWrittenOffFrom: of.mayBeWrittenOffFrom,
        writtenOff: [of.writtenOffOn, of.writeOffDecisionNumber, of.keptUntil],
      }),
    ]),
  );
}

/** What a notice of the quarter of a day asks for, if it is issued and paid then (R25). */
function noticeOn({ terms, facts }: LoanOfFund, rules: FundRules, issuedOn: CalendarDate) {
  const asked = { quarter: quarterOf(issuedOn), issuedOn, payBy: issuedOn };
  const notice = collectionNotice(terms, facts, rules, asked);
  if (notice === null) return null;
  const { standing, principal, interest, total } = notice;
  const owed = Object.values(interest).map((each) => [each.owed, each.credit]);
  return { standing, principal, owed, total };
}

/** Deadlines that only the receiving fund has. */
const OWN_KINDS: ReadonlySet<Deadline['kind']> = new Set(['successor_notice']);

const deadlineTold = ({ loan, collateral, litigationCaseId, ...of }: Deadline) => ({
  ...of,
  borrower: of.borrower.code,
  // Of days to come a run that the handover cuts may be 1 đồng more or less.
  amount: of.kind === 'interest' ? null : of.amount,
  contract: loan?.terms.contractNumber ?? null,
  asset: collateral?.description ?? null,
  isOfCase: litigationCaseId !== null,
});

/** What a fund tells of its loans on a day: positions, provisions, notices and deadlines, by contract. */
async function toldOn(fund: Fund, asOf: CalendarDate, knownAt: Date) {
  const view = { asOf, knownAt };
  const { rows } = await reportDebtClassification(fund, view);
  const rules = loadRules(fund, knownAt);
  const { loans } = loadFundFacts(fund, view);
  const listed = await positionsOn(fund, asOf, knownAt);
  const until = addDays(asOf, 4_000);
  const terms = (await deadlines(fund, view, until)).filter(({ kind }) => !OWN_KINDS.has(kind));
  const interest = await interestDeadlines(fund, view, addDays(asOf, 200));
  const toldOf = (contractNumber: string) => {
    const at = listed.find((each) => each.loan.terms.contractNumber === contractNumber)?.at;
    const row = rows.find((each) => each.contractNumber === contractNumber);
    const { inTermInterest, overdueInterest, lateInterest, principal, ...of } = at?.position ?? {};
    const loan = loans.find((each) => each.terms.contractNumber === contractNumber);
    const owed = [inTermInterest, overdueInterest, lateInterest].map((each) => each?.owed);
    const told = plain({
      inArrears: inTermInterest?.inArrears,
      // The loss of capital is final: the register tells what came back as income (R40).
      principal: { ...principal, recoveredAsIncome: null },
      // The receiving fund charges a loan off on its own first day (R18).
      ...of,
      chargedOffOn: null,
      debtGroup: at?.debtGroup,
      provided: row && [
        row.ownDebtGroup,
        row.debtGroup,
        row.collateralDeductible,
        row.specificProvision,
        row.generalProvision,
      ],
      notice: loan && noticeOn(loan, rules, asOf),
      deadlines: [...terms, ...interest]
        .filter((each) => each.loan?.terms.contractNumber === contractNumber)
        .map(deadlineTold),
    });
    return { owed: owed.map((each) => text(each ?? ZERO)), told };
  };
  const ofCases = terms.filter(({ loan }) => loan === null).map(deadlineTold);
  return { toldOf, ofCases: plain(ofCases) };
}

/** What loans lost for good, as it came back as income (R40). */
const lostOf = ({ notCarriedOver }: Portfolio, about: string): Money =>
  sum(
    notCarriedOver
      .filter((each) => each.what === 'recovered_as_income' && each.about === about)
      .map((each) => each.amount ?? ZERO),
  );

test('what two funds have is the same before and after one is handed over, by source and loan by loan', async () => {
  let funds = 0;
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      FUND,
      fc.nat({ max: 700 }),
      fc.nat({ max: 300 }),
      fc.record({ from: fc.boolean(), into: fc.boolean() }),
      async (made, days, later, suspended) => {
        const on = addDays(START, days + 1);
        const from = await db.addFund(`A${(funds += 1)}`);
        const into = await db.addFund(`B${funds}`);
        await enterBefore(from.actor, made, on, suspended.from);
        if (suspended.into) {
          await writeActs(db.database, into.actor, NO_REQUEST, async (act) => {
            suspend(act, addDays(on, -1));
          });
        }
        const portfolio = await readLast(db.database, from.fundId, (fund, { knownAt }) =>
          drawUp(fund, on, knownAt),
        );
        const answers = {
          sameAs: new Map(),
          newCodes: new Map(),
          newNumbers: new Map(),
          localities: new Map(),
          sources: new Map(),
          ownRules: false,
        };
        const sent = { portfolio, documentNumber: '1/BB', answers, text: drawn(portfolio).text };
        const by = { actor: into.actor, today: addDays(on, 1_000) };
        const { entry } = await writeActs(db.database, into.actor, NO_REQUEST, (act) =>
          enterHandover(act, by, sent),
        );

        const before = await sourcesOn(from.fundId, addDays(on, -1));
        const after = new Map((await sourcesOn(into.fundId, on)).map((of) => [of.source, of]));
        for (const { source, outstanding, available, chargedOff, capital } of before) {
          const here = after.get(source);
          const lost = lostOf(portfolio, source);
          const told = [here?.outstanding, here?.available, here?.chargedOff, here?.capital];
          expect([source, ...told.map((each) => text(each ?? ZERO))]).toEqual([
            source,
            text(outstanding),
            text(available),
            text(chargedOff.minus(lost)),
            text(capital.minus(lost)),
          ]);
        }

        const day = addDays(on, later);
        const [stayed, here] = await Promise.all(
          [from, into].map(({ fundId }) =>
            readLast(db.database, fundId, (fund, { knownAt }) => positionsOn(fund, day, knownAt)),
          ),
        );
        for (const { loan, at } of stayed ?? []) {
          const { contractNumber } = loan.terms;
          const then = here?.find((each) => each.loan.terms.contractNumber === contractNumber);
          if (then === undefined) continue;
          const owed = (of: typeof at) => [
            of.position.inTermInterest.owed,
            of.position.overdueInterest.owed,
            of.position.lateInterest.owed,
          ];
          expect(text(then.at.position.principal.outstanding)).toBe(
            text(at.position.principal.outstanding),
          );
          for (const [place, amount] of owed(then.at).entries()) {
            const differs = amount.minus(owed(at)[place] ?? ZERO).abs();
            expect(differs.toNumber()).toBeLessThanOrEqual(1);
          }
        }

        const handed = new Set(portfolio.loans.map(({ terms }) => terms.contractNumber));
        for (const asOf of [on, day]) {
          const [was, is] = await Promise.all(
            [from, into].map(({ fundId }) =>
              readLast(db.database, fundId, (fund, { knownAt }) => toldOn(fund, asOf, knownAt)),
            ),
          );
          for (const contract of handed) {
            const [stayed, here] = [was?.toldOf(contract), is?.toldOf(contract)];
            // A run of days that the handover cuts is rounded in two pieces (R33).
            if (stayed?.owed.join() !== here?.owed.join()) continue;
            compared += 1;
            expect([contract, here?.told]).toEqual([contract, stayed?.told]);
          }
          if (handed.size === made.facts.loans.length) expect(is?.ofCases).toEqual(was?.ofCases);
          const [told, there] = await Promise.all(
            [from, into].map(({ fundId }) =>
              readLast(db.database, fundId, (fund, { knownAt }) => ({
                award: awardOn(fund, asOf, knownAt),
                register: registerOn(fund, asOf, knownAt),
                suspension: suspensionInForce(fund, asOf, knownAt)?.decidedOn ?? null,
              })),
            ),
          );
          if (portfolio.cases.length > 0) expect(there?.award).toEqual(told?.award);
          for (const [contract, row] of told?.register ?? []) {
            if (handed.has(contract)) expect(there?.register.get(contract)).toEqual(row);
          }
          const own = suspended.into ? addDays(on, -1) : null;
          expect(there?.suspension).toBe(own ?? (suspended.from ? START : null));
        }

        await writeActs(db.database, into.actor, NO_REQUEST, (act) =>
          reverseHandoverEntry(act, { id: entry.id, reason: 'thử' }),
        );
        const empty = (await sourcesOn(into.fundId, day)).flatMap((of) => [
          of.capital,
          of.outstanding,
          of.available,
          of.chargedOff,
        ]);
        expect(empty.every((each) => each.isZero())).toBe(true);
      },
    ),
    runs(10),
  );
  expect(compared).toBeGreaterThan(0);
}, 600_000);
