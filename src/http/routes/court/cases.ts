import { Type, type Static } from 'typebox';
import { PARTY_ROLES, STAGES } from '../../../domain/court/stages.ts';
import { DOCKET_TYPES } from '../../../domain/policies/docketTypes.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { filingWarnings } from '../../../usecases/court/claimAt.ts';
import { cases, nextStagesOf } from '../../../usecases/court/lookUpCases.ts';
import { contractNumbersOf } from '../../../usecases/loans/lookUpFacts.ts';
import { fileCase, requireCase } from '../../../usecases/court/recordCase.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { languageOf } from '../../negotiation/language.ts';
import { presentAllocation, recordedOf } from '../../present/present.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  LocalitiesQuery,
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdOf,
  Ids,
  Name,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { presentWarnings } from '../../problems/warnings.ts';
import {
  Affects,
  Components,
  componentsOf,
  ContractNumbers,
  RecordedFields,
  Warnings,
} from '../../present/shapes.ts';
import {
  NewReceivedBefore,
  presentBefore,
  ReceivedBefore,
  receivedBeforeOf,
} from './receivedBefore.ts';
import { presentStage, Stage } from './stages.ts';

type Filed = Awaited<ReturnType<typeof requireCase>>;

const Party = {
  role: Name(PARTY_ROLES, { description: 'As what it takes part.' }),
  name: Text('Who it is.', 'Ông Nông Văn Thắng'),
};

/** What a case is to be about. */
export const SuitFields = {
  cooperativeId: IdOf('The borrower that is sued.'),
  loanIds: Ids({ minItems: 1, description: 'Its loans that the case is about.' }),
  docketType: Name(DOCKET_TYPES, { description: 'By which bands the court charges (R28).' }),
  filedOn: DateOf('The day on which the petition was filed, not after today.'),
};

const CaseBody = Closed(
  {
    ...SuitFields,
    court: Text('The court.', 'Tòa án nhân dân huyện Văn Quan'),
    claim: { ...Components, description: 'What is asked for by component, whole đồng.' },
    parties: Type.Optional(
      Type.Array(Closed({ ...Party, note: Type.Optional(Text('A note.', 'Người bảo lãnh')) }), {
        maxItems: 100,
        description:
          'Who takes part besides the fund, which sues, and the borrower, which is sued.',
      }),
    ),
    receivedBefore: Type.Optional(NewReceivedBefore),
  },
  { title: 'NewCase' },
);

/** A case as entered, with its stages. */
export const CaseFields = {
  id: Id,
  cooperativeId: Id,
  cooperativeCode: Type.String(),
  cooperativeName: Type.String(),
  locality: Type.String(),
  loanIds: Type.Array(Id),
  contractNumbers: ContractNumbers,
  court: Type.String(),
  docketType: Name(DOCKET_TYPES),
  filedOn: CalendarDate,
  claim: Components,
  parties: Type.Array(Closed({ ...Party, note: Nullable(Type.String()) })),
  stages: Type.Array(Stage),
  canFollow: Type.Array(Name(STAGES), {
    description: 'The stages that can come next by the law of the day (R26, R38).',
  }),
  ...RecordedFields,
};

const Case = Closed(CaseFields, { title: 'Case' });

export function presentCase(
  stored: Filed,
  numbersOf: ReturnType<typeof contractNumbersOf>,
  nextOf: ReturnType<typeof nextStagesOf>,
): Static<typeof Case> {
  const { id, cooperativeId, cooperativeCode, cooperativeName, locality } = stored;
  const { loanIds, court, docketType, filedOn, claim, parties, stages } = stored;
  return {
    id,
    cooperativeId,
    cooperativeCode,
    cooperativeName,
    locality,
    loanIds: [...loanIds],
    contractNumbers: numbersOf(loanIds),
    court,
    docketType,
    filedOn,
    claim: presentAllocation(claim),
    parties: parties.map(({ role, name, note }) => ({ role, name, note })),
    stages: stages.map(presentStage),
    canFollow: nextOf(stored),
    ...recordedOf(stored),
  };
}

const tags = ['Litigation'];

/** Cases before the courts and their stages (R26). */
export const litigationRoutes: Routes = (app, services) => {
  app.post(
    '/v1/litigation-cases',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'fileCase',
        summary: 'Files a case: the petition is its first stage',
        description:
          'The borrower counts as sued from `filedOn` (R26). State the claim by component; ' +
          'the answer warns where it differs from the positions, or a loan is before a court ' +
          'already.',
        tags,
        body: CaseBody,
        response: {
          201: Closed({
            ...CaseFields,
            receivedBefore: Type.Array(ReceivedBefore),
            affects: Affects,
            warnings: Warnings,
          }),
        },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const by = { actor: request.actor, today: services.clock.today() };
          const { claim, parties = [], receivedBefore = [], ...body } = request.body;
          const filed = fileCase(tx, by, {
            ...body,
            claim: componentsOf(claim),
            parties: parties.map((party) => ({ ...party, note: party.note ?? null })),
            receivedBefore: receivedBeforeOf(receivedBefore),
          });
          const language = languageOf(request.headers['accept-language']);
          const warnings = presentWarnings(filingWarnings(tx, filed), language);
          const view = { asOf: by.today, knownAt: filed.recordedAt };
          const shown = presentCase(filed, contractNumbersOf(tx, view), nextStagesOf(tx, view));
          const before = presentBefore(filed, view);
          return { ...shown, receivedBefore: before, affects: await affectsOfAct(tx), warnings };
        },
        ({ id }) => `/v1/litigation-cases/${id}`,
      ),
  );
};

/** Looking cases up. */
export const litigationLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/litigation-cases',
    {
      schema: {
        operationId: 'listCases',
        summary: 'Lists cases as they were entered',
        description: 'Cases as entered, with their stages, by borrower, last stage or court (R26).',
        tags,
        querystring: Closed({
          cooperativeId: Type.Optional(IdOf('Of this borrower.')),
          court: Type.Optional(
            Text('Filed at exactly this court.', 'Tòa án nhân dân huyện Văn Quan'),
          ),
          stage: Type.Optional(Name(STAGES, { description: 'This is the last stage.' })),
          knownAt: AsKnownQuery.knownAt,
          ...LocalitiesQuery,
          ...PageQuery,
        }),
        response: { 200: Page(Case) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, view) => {
        const { cooperativeId, court, stage, limit = 50 } = query;
        const [recordedAt] = keyAfter(query.cursor, [isInstant]) ?? [];
        const after = recordedAt === undefined ? undefined : new Date(recordedAt);
        const listed = cases(tx, { cooperativeId, court, stage, after, limit: limit + 1 }, view);
        const numbersOf = contractNumbersOf(tx, view);
        const nextOf = nextStagesOf(tx, view);
        const rows = listed.map((each) => presentCase(each, numbersOf, nextOf));
        return pageOf(rows, limit, (row) => [row.recordedAt]);
      }),
  );
};
