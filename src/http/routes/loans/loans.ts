import { Type } from 'typebox';
import { text } from '../../../domain/primitives/money.ts';
import { readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import { correctLoan, enterLoan, voidLoan } from '../../../usecases/loans/enterLoan.ts';
import { requireLoan } from '../../../usecases/loans/loanState.ts';
import { loanSchedule, type ListedLoan } from '../../../usecases/loans/lookUpLoans.ts';
import { nearContracts } from '../../../usecases/acts/nearDuplicates.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { warnedOfAct } from '../../present/warnedOfAct.ts';
import { limitsFor, requireRoom } from '../../../usecases/operators/limits.ts';
import type { Routes } from '../../service/appTypes.ts';
import { languageOf } from '../../negotiation/language.ts';
import { presentReversal, presentTerms, recordedOf } from '../../present/present.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Id,
  IdParams,
  Instant,
  LocalitiesQuery,
  Money,
  Name,
  Nullable,
  Rate,
} from '../../schema/schemas.ts';
import { Source } from '../../schema/sources.ts';
import { KINDS } from '../borrowers/cooperativeShapes.ts';
import { OpeningFields, presentOpening } from './opening.ts';
import { PlaceId } from '../fund/placeShapes.ts';
import { CorrectedContract, loanOf, NewContract } from './contract.ts';
import { presentSchedule, ScheduleFields } from './loanFigures.ts';
import { presentWarnings } from '../../problems/warnings.ts';
import { Affects, Reason, RecordedFields, Reversal, Warnings } from '../../present/shapes.ts';

const LoanFields = {
  id: Id,
  cooperativeId: Id,
  cooperativeCode: Type.String(),
  cooperativeName: Type.String(),
  locality: Type.String(),
  borrowerKind: Name(KINDS),
  memberOfId: Nullable(Id),
  contractNumber: Type.String(),
  signedOn: CalendarDate,
  principal: Money,
  ratePercent: Rate,
  overdueRatePercent: Nullable(Rate),
  lateInterestRatePercent: Rate,
  overdueScope: Name(['instalment', 'loan'] as const),
  allocationOrder: Nullable(
    Closed({ inTerm: Type.Array(Type.String()), overdue: Type.Array(Type.String()) }),
  ),
  principalSchedule: Type.Object({}, { additionalProperties: true }),
  interestSchedule: Type.Object({}, { additionalProperties: true }),
  source: Source,
  purpose: Nullable(Type.String()),
  projectCost: Nullable(Money),
  ownCapital: Nullable(Money),
  sector: Nullable(Type.String()),
  project: Nullable(Type.String()),
  jobs: Nullable(Type.Integer()),
  place: Type.Optional(PlaceId),
  opening: Type.Optional(OpeningFields),
  ...RecordedFields,
  correction: Nullable(
    Closed(
      { reason: Type.String(), recordedAt: Instant, recordedBy: Type.String() },
      { description: 'The last correction; null: it is as first entered.' },
    ),
  ),
};

function presentLoan(loan: ListedLoan['loan']) {
  const { id, cooperativeId, cooperativeCode, cooperativeName, locality, purpose } = loan;
  const { sector, project, jobs } = loan;
  return {
    id,
    cooperativeId,
    cooperativeCode,
    cooperativeName,
    locality,
    borrowerKind: loan.borrowerKind,
    memberOfId: loan.memberOf?.id ?? null,
    ...presentTerms(loan.terms),
    source: loan.source,
    purpose,
    projectCost: loan.projectCost === null ? null : text(loan.projectCost),
    ownCapital: loan.ownCapital === null ? null : text(loan.ownCapital),
    sector,
    project,
    jobs,
    ...(loan.place === null ? {} : { place: loan.place }),
    ...(loan.opening === null ? {} : { opening: presentOpening(loan.opening) }),
    ...recordedOf(loan),
    correction:
      loan.correction === null
        ? null
        : { ...loan.correction, recordedAt: loan.correction.recordedAt.toISOString() },
  };
}

const tags = ['Loans'];

/** Contracts: entering them, finding them. */
export const loanRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'enterLoan',
        summary: 'Enters a loan contract',
        description:
          'Enter the contract as it was signed: rates (R7), principal schedule (R4), ' +
          'interest schedule (R5), and an order of allocation where it has its own (R9). ' +
          'Nothing is lent yet: record the disbursement next. The answer has the whole ' +
          'schedule, and warns where lending limits are passed (R29). A loan that is older than the ' +
          'opening day of the fund (R32) is entered with its `opening`: what is owed at the close of ' +
          'that day (R33).',
        tags,
        body: NewContract,
        response: {
          201: Closed({ ...LoanFields, schedule: Closed(ScheduleFields), warnings: Warnings }),
        },
      },
    },
    async (request, reply) => {
      const limits = await limitsFor(services, request.actor);
      return act(
        services,
        request,
        reply,
        201,
        (tx) => {
          requireRoom(tx, limits, 'loans');
          const { loan, view, warnings } = enterLoan(tx, loanOf(request.body));
          const schedule = presentSchedule(loanSchedule(tx, loan.id, view));
          const language = languageOf(request.headers['accept-language']);
          const near = nearContracts(tx, { id: loan.id, ...loan.terms });
          const told = presentWarnings([...warnings, ...near], language);
          return { ...presentLoan(loan), schedule, warnings: told };
        },
        ({ id }) => `/v1/loans/${id}`,
      );
    },
  );
};

/** Contracts entered wrongly: corrected, or voided while nothing stands on them. */
export const loanCorrectionRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/correction',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'correctLoan',
        summary: 'Corrects what was entered of a contract: the new terms count for all days',
        description:
          'For a contract that was typed wrongly. Send the whole contract and a reason: it ' +
          'counts in place of the one before for all days, and receipts are kept with their ' +
          'allocation (R8). Refused where a fact would become impossible (R12) or a closed ' +
          'day would change (R22). Terms that the parties changed later are a restructuring ' +
          'or a rate change.',
        tags,
        params: IdParams,
        body: CorrectedContract,
        response: {
          201: Closed({ ...LoanFields, affects: Affects, warnings: Type.Optional(Warnings) }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { reason, ...body } = request.body;
        const corrected = { ...loanOf(body), reason };
        const loan = correctLoan(tx, request.params.id, corrected);
        const near = nearContracts(tx, { id: loan.id, ...loan.terms });
        const told = warnedOfAct(tx, services, request, near);
        return { ...presentLoan(loan), affects: await affectsOfAct(tx), ...told };
      }),
  );

  app.post(
    '/v1/loans/:id/void',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'voidLoan',
        summary: 'Voids a contract on which nothing stands; its number is free again',
        description:
          'For a contract entered by mistake, while no fact stands on it; reverse those ' +
          'first (R12).',
        tags,
        params: IdParams,
        body: Reason,
        response: { 201: Reversal },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { reason } = request.body;
        const reversal = voidLoan(tx, request.params.id, reason);
        return { ...presentReversal(reversal), affects: await affectsOfAct(tx) };
      }),
  );
};

/** Looking a contract up. */
export const loanLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id',
    {
      schema: {
        operationId: 'getLoan',
        summary: 'Shows a loan contract, with its borrower as it counts on a day',
        description:
          'The contract as it counts, and its last correction. Where the loan stands is in ' +
          'its position.',
        tags,
        params: IdParams,
        querystring: Closed({ ...AsKnownQuery, ...LocalitiesQuery }),
        response: { 200: Closed(LoanFields) },
      },
    },
    ({ actor, params, query }) =>
      readOnAnyDay(services, actor, query, (tx, view) =>
        presentLoan(requireLoan(tx, params.id, view.knownAt, view.asOf, view.localitiesOn)),
      ),
  );
};
