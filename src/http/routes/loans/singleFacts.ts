import type { Static, TSchema } from 'typebox';
import {
  namesOfLoans,
  requireDecision,
  requireDisbursement,
  requireRecall,
  requireRepayment,
} from '../../../usecases/loans/lookUpFacts.ts';
import { readAsKnown, type View } from '../../../usecases/view/readAsKnown.ts';
import { affectsAsBooked } from '../../present/affects.ts';
import type { App, Routes } from '../../service/appTypes.ts';
import { AsKnownQuery, Closed, IdParams } from '../../schema/schemas.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import { ListedDecision, presentListed } from './decisions.ts';
import { Disbursement, presentDisbursement } from './payments.ts';
import { presentRecall, Recall } from './recalls.ts';
import { presentRepayment, Repayment } from './receiptsBook.ts';

type Fund = Parameters<Parameters<typeof readAsKnown>[3]>[0];

interface SingleFact {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  /** A row of the list that the fact stands in. */
  readonly row: TSchema;
  readonly read: (fund: Fund, id: string, view: View) => unknown;
}

/** What each answers: a fact as the list shows it that it stands in. */
const KINDS: readonly SingleFact[] = [
  {
    path: 'disbursements',
    operationId: 'getDisbursement',
    summary: 'Shows one disbursement',
    description: 'A payment voucher by the id that statements and entries name.',
    tag: 'Disbursements',
    row: Disbursement,
    read: (fund, id, { knownAt }) => presentDisbursement(requireDisbursement(fund, id, knownAt)),
  },
  {
    path: 'repayments',
    operationId: 'getRepayment',
    summary: 'Shows one receipt',
    description:
      'A receipt voucher, with what it paid (R8), by the id that statements and entries name.',
    tag: 'Receipts',
    row: Repayment,
    read: async (fund, id, view) => {
      const repayment = requireRepayment(fund, id, view.knownAt);
      const affectsOf = await affectsAsBooked(fund, [id]);
      return presentRepayment(repayment, { affectsOf, namesOf: namesOfLoans(fund, view) });
    },
  },
  {
    path: 'recalls',
    operationId: 'getRecall',
    summary: 'Shows one recall, with its withdrawal if it has one',
    description: 'A recall by the id that statements and entries name (R14).',
    tag: 'Decisions',
    row: Recall,
    read: (fund, id, { knownAt }) => presentRecall(requireRecall(fund, id, knownAt)),
  },
  {
    path: 'decisions',
    operationId: 'getDecision',
    summary: 'Shows one decision about a loan; a recall is found among the recalls',
    description:
      'A restructuring, rate change, freeze or its end, waiver, charge-off or group set by hand, ' +
      'with its `type`, by the id that statements and entries name (R14, R16).',
    tag: 'Decisions',
    row: ListedDecision,
    read: (fund, id, { knownAt }) => presentListed(requireDecision(fund, id, knownAt)),
  },
];

/** Adds the route that shows a fact by its id. */
function addRoute(app: App, services: AppServices, fact: SingleFact): void {
  const { path, operationId, summary, description, tag, row, read } = fact;
  app.get(
    `/v1/${path}/:id`,
    {
      schema: {
        operationId,
        summary,
        description: `${description} One that was reversed has \`reversedAt\` (R12).`,
        tags: [tag],
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: row },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (fund, view) =>
        read(fund, (params as Static<typeof IdParams>).id, view),
      ),
  );
}

/** Facts of loans by their ids. */
export const singleFactRoutes: Routes = (app, services) => {
  for (const fact of KINDS) addRoute(app, services, fact);
};
