import { Type } from 'typebox';
import { totalOf, COMPONENTS, type Allocation } from '../../../domain/loans/facts.ts';
import type { Claim, LoanClaim } from '../../../domain/court/claim.ts';
import { DOCKET_TYPES } from '../../../domain/policies/docketTypes.ts';
import { STAGES } from '../../../domain/court/stages.ts';
import { text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { caseAt, claimOfCase, previewClaim, type CaseAt } from '../../../usecases/court/claimAt.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentAllocation, presentSegment } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  LocalitiesQuery,
  Money,
  Name,
  Nullable,
  SignedMoney,
  Text,
} from '../../schema/schemas.ts';
import { nextStagesOf } from '../../../usecases/court/lookUpCases.ts';
import { assetsSecuring } from '../../../usecases/collateral/securing.ts';
import { presentSecuring, SecuringAssets } from '../collateral/securingShapes.ts';
import { contractNumbersOf } from '../../../usecases/loans/lookUpFacts.ts';
import { CaseFields, presentCase, SuitFields } from './cases.ts';
import { presentBefore, ReceivedBefore } from './receivedBefore.ts';
import { FREEZE_PROPOSALS, presentFreezes } from './stages.ts';
import { presentWarnings } from '../../problems/warnings.ts';
import { languageOf, type Language } from '../../negotiation/language.ts';
import { Components, componentsOf, Segment, Warnings } from '../../present/shapes.ts';

const { properties } = Components;

const Sums = Closed({ ...properties, total: Money }, { title: 'Sums' });

const Balance = Closed(
  Object.fromEntries([...COMPONENTS, 'total'].map((name) => [name, SignedMoney])) as Record<
    keyof Allocation | 'total',
    typeof SignedMoney
  >,
);

function sumsOf(amounts: Allocation) {
  return { ...presentAllocation(amounts), total: text(totalOf(amounts)) };
}

const CourtFee = Closed(
  {
    docketType: Name(DOCKET_TYPES),
    claim: Money,
    above: Money,
    base: Money,
    percent: Type.String(),
    excess: Money,
    fee: Money,
    leastAdvance: Money,
    advance: Money,
    law: Type.String(),
  },
  {
    title: 'CourtFee',
    description:
      'The fee of a claim above `above` is `base` + `percent` of the `excess` over it, half-up; ' +
      'half of it is paid in advance, at least `leastAdvance` (R28).',
  },
);

function presentFee({ docketType, law, band, ...fee }: Claim['courtFee']) {
  return {
    docketType,
    claim: text(fee.claim),
    above: text(band.above),
    base: text(band.base),
    percent: text(band.percent),
    excess: text(fee.excess),
    fee: text(fee.fee),
    leastAdvance: text(fee.leastAdvance),
    advance: text(fee.advance),
    law,
  };
}

const OwedInterest = Closed(
  {
    segments: Type.Array(Segment),
    settledBefore: Money,
    owed: Money,
  },
  { title: 'OwedInterest' },
);

const ClaimFields = {
  claim: Components,
  total: Money,
  loans: Type.Array(
    Closed({
      loanId: Id,
      contractNumber: Type.String(),
      claim: Components,
      overduePrincipal: {
        ...Money,
        description: 'What of the principal is overdue; the rest is claimed before its time.',
      },
      interest: Closed(
        {
          inTermInterest: OwedInterest,
          overdueInterest: OwedInterest,
          lateInterest: OwedInterest,
        },
        { description: 'The lines, oldest first; less `settledBefore` they come to `owed` (R3).' },
      ),
    }),
  ),
  courtFee: CourtFee,
};

function presentOwed({ segments, settledBefore, owed }: LoanClaim['interest']['lateInterest']) {
  return {
    segments: segments.map(presentSegment),
    settledBefore: text(settledBefore),
    owed: text(owed),
  };
}

function presentClaim({ claim, total, loans, courtFee }: Claim) {
  return {
    claim: presentAllocation(claim),
    total: text(total),
    loans: loans.map((loan) => ({
      loanId: loan.loanId,
      contractNumber: loan.contractNumber,
      claim: presentAllocation(loan.claim),
      overduePrincipal: text(loan.overduePrincipal),
      interest: {
        inTermInterest: presentOwed(loan.interest.inTermInterest),
        overdueInterest: presentOwed(loan.interest.overdueInterest),
        lateInterest: presentOwed(loan.interest.lateInterest),
      },
    })),
    courtFee: presentFee(courtFee),
  };
}

const CaseAnswer = Closed({
  ...CaseFields,
  asOf: CalendarDate,
  knownAt: Instant,
  courtAt: Type.String({ description: 'The court that has it on the day, by the list of courts.' }),
  docketNumber: Nullable(
    Type.String({ description: 'Under which the court accepted it: of the stage `accepted`.' }),
  ),
  stage: Nullable(Name(STAGES, { description: 'The last one reached.' })),
  sued: Type.Boolean({ description: 'Whether the borrower is sued by it (R26).' }),
  enforcementOffice: Nullable(
    Type.String({
      description: 'The office that enforces on the day, by the list of offices (R38).',
    }),
  ),
  ...FREEZE_PROPOSALS,
  warnings: Warnings,
  claimed: { ...Sums, description: 'As filed, or as changed since.' },
  award: Nullable(
    Closed({
      awardedOn: DateOf('The day of the settlement or of the first judgment.'),
      awarded: Sums,
      receivedSince: { ...Sums, description: 'Through the case, on that day or later.' },
      awardedLessReceived: {
        ...Balance,
        description: 'What is awarded less what was received since; below 0: more was received.',
      },
      left: {
        ...Sums,
        description:
          'What is awarded and not received of each component: what a receipt through the case pays first ' +
          'from `inForceOn` on (R39).',
      },
      receivedBeyond: {
        ...Sums,
        description:
          'What was received of each component beyond what is awarded of it, such as interest since the ' +
          'judgment: awarded = received − received beyond + left.',
      },
      inForceOn: Nullable(
        DateOf('The day from which the award has legal effect; null: it can still be appealed.'),
      ),
    }),
  ),
  received: {
    ...Sums,
    description: 'All that the borrower was credited of what came through the case.',
  },
  receivedBefore: Type.Array(ReceivedBefore, {
    description:
      'What of it came before the case was taken over, of another fund or of the paper book, oldest first: it ' +
      'is among the sums, and no receipt of this fund.',
  }),
  enforcementFees: {
    ...Money,
    description: 'What enforcement offices kept back of it: costs of the fund in the case (R39).',
  },
  netReceived: { ...Money, description: 'The money that came: received less the fees.' },
  owed: { ...Sums, description: 'What is owed of its loans by their positions (R15).' },
  courtFee: CourtFee,
  collaterals: SecuringAssets,
});

function presentCaseAt(
  at: CaseAt,
  numbersOf: ReturnType<typeof contractNumbersOf>,
  nextOf: ReturnType<typeof nextStagesOf>,
  language: Language,
) {
  const { stored, court, docketNumber, stage, pending, sums, owed, courtFee } = at;
  const { enforcementOffice, freezes, warnings } = at;
  const { claimed, award, recovered, enforcementFees } = sums;
  return {
    ...presentCase(stored, numbersOf, nextOf),
    courtAt: court,
    docketNumber,
    stage: stage?.stage ?? null,
    sued: pending,
    enforcementOffice,
    ...presentFreezes(freezes),
    warnings: presentWarnings(warnings, language),
    claimed: sumsOf(claimed),
    award:
      award === null
        ? null
        : {
            awardedOn: award.awardedOn,
            awarded: sumsOf(award.awarded),
            receivedSince: sumsOf(award.recoveredSince),
            awardedLessReceived: sumsOf(award.awardedLessReceived),
            left: sumsOf(award.left),
            receivedBeyond: sumsOf(award.beyond),
            inForceOn: award.inForceOn,
          },
    received: sumsOf(recovered),
    enforcementFees: text(enforcementFees),
    netReceived: text(totalOf(recovered).minus(enforcementFees)),
    owed: sumsOf(owed),
    courtFee: presentFee(courtFee),
  };
}

const tags = ['Litigation'];

/** What a case is about in money: claim, award, recovery, fee. */
export const caseFigureRoutes: Routes = (app, services) => {
  app.get(
    '/v1/litigation-cases/:id',
    {
      schema: {
        operationId: 'getCase',
        summary: 'Shows a case: its stages, its sums beside the positions, and what can follow',
        description:
          'What was claimed, awarded and received in the case, beside what its loans owe ' +
          '(R26).',
        tags,
        params: IdParams,
        querystring: Closed({ ...AsKnownQuery, ...LocalitiesQuery }),
        response: { 200: CaseAnswer },
      },
    },
    ({ actor, params, query, headers }) =>
      readAsKnown(services, actor, query, (tx, view) => {
        const at = caseAt(tx, params.id, view);
        const language = languageOf(headers['accept-language']);
        return {
          ...presentCaseAt(at, contractNumbersOf(tx, view), nextStagesOf(tx, view), language),
          receivedBefore: presentBefore(at.stored, view),
          collaterals: presentSecuring(assetsSecuring(tx, at.stored.loanIds, view)),
          asOf: view.asOf,
          knownAt: view.knownAt.toISOString(),
        };
      }),
  );

  app.get(
    '/v1/litigation-cases/:id/claim',
    {
      schema: {
        operationId: 'getClaim',
        summary: 'What can be claimed in a case at a day, line by line, and the court fee of it',
        description:
          'What the loans of the case owe on a day by component, the lines of interest, and ' +
          'the court fee with its advance (R3, R28).',
        tags,
        params: IdParams,
        querystring: Closed(AsKnownQuery),
        response: {
          200: Closed({
            litigationCaseId: Id,
            asOf: CalendarDate,
            knownAt: Instant,
            ...ClaimFields,
            collaterals: SecuringAssets,
          }),
        },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, view) => {
        const claim = claimOfCase(tx, params.id, view);
        const loanIds = claim.loans.map((loan) => loan.loanId);
        return {
          litigationCaseId: params.id,
          asOf: view.asOf,
          knownAt: view.knownAt.toISOString(),
          ...presentClaim(claim),
          collaterals: presentSecuring(assetsSecuring(tx, loanIds, view)),
        };
      }),
  );
};

/** What a case would be about in money. */
export const claimPreviewRoutes: Routes = (app, services) => {
  app.post(
    '/v1/litigation-cases/preview',
    {
      config: { idempotency: 'none' },
      schema: {
        operationId: 'previewCase',
        summary: 'What could be claimed if a case were filed, and the court fee; writes nothing',
        description:
          'Ask it before the petition is written: the claim line by line, and the court fee ' +
          'with its advance (R28). With a court or a claim the answer warns as the filing would.',
        tags,
        body: Closed({
          ...SuitFields,
          court: Type.Optional(Text('The court.', 'Tòa án nhân dân huyện Văn Quan')),
          claim: Type.Optional({
            ...Components,
            description: 'What is to be asked for; left out, all that is owed.',
          }),
        }),
        response: {
          200: Closed({
            ...ClaimFields,
            courtFee: { ...CourtFee, description: 'Of `claim` as asked for, else as owed.' },
            warnings: Warnings,
          }),
        },
      },
    },
    ({ actor, body, headers }) =>
      readAsKnown(services, actor, {}, (tx, { knownAt }) => {
        const { court = null, claim, ...suit } = body;
        const planned = { ...suit, court, claim: claim === undefined ? null : componentsOf(claim) };
        const { warnings, ...owed } = previewClaim(tx, planned, knownAt);
        const language = languageOf(headers['accept-language']);
        return { ...presentClaim(owed), warnings: presentWarnings(warnings, language) };
      }),
  );
};
