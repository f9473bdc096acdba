import { Type, type Static } from 'typebox';
import { invalid } from '../../../domain/primitives/errors.ts';
import { canFollow, PARTY_ROLES, STAGES } from '../../../domain/court/stages.ts';
import { DOCKET_TYPES } from '../../../domain/policies/docketTypes.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { filingWarnings } from '../../../usecases/court/claimAt.ts';
import { cases } from '../../../usecases/court/lookUpCases.ts';
import { contractNumbersOf } from '../../../usecases/loans/lookUpFacts.ts';
import { fileCase, recordStage, requireCase } from '../../../usecases/court/recordCase.ts';
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
  Code,
  DateOf,
  Id,
  IdOf,
  IdParams,
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

type Filed = Awaited<ReturnType<typeof requireCase>>;

type FiledStage = Filed['stages'][number];

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
  },
  { title: 'NewCase' },
);

const StageBody = Closed(
  {
    stage: Name(STAGES, { description: 'The stage that the case has come to (R26).' }),
    occurredOn: DateOf('The day of the stage: not before that of the last one, not after today.'),
    documentNumber: Type.Optional(Code('The number of the document.', '12/2023/DS-ST')),
    ground: Type.Optional(Text('The ground.', 'Điều 217 BLTTDS')),
    note: Type.Optional(Text('A note.', 'Hòa giải không thành')),
    amounts: Type.Optional({
      ...Components,
      description:
        'Until there is a judgment: the claim as changed. At `settlement_recognised`, ' +
        '`first_instance_judgment` and `appeal_judgment`: what is awarded; an appeal judgment without ' +
        'amounts upholds the award. At other stages it is told only.',
    }),
    fullRecovery: Type.Optional(
      Type.Boolean({ description: 'Required for `enforcement_closed`, else left out.' }),
    ),
    nextOn: Type.Optional(
      DateOf('The day of the next step, as the court has set it: it is listed in `/v1/deadlines`.'),
    ),
  },
  { title: 'NewStage' },
);

const Stage = Closed(
  {
    id: Id,
    caseId: Id,
    stage: Name(STAGES),
    occurredOn: CalendarDate,
    documentNumber: Nullable(Type.String()),
    ground: Nullable(Type.String()),
    note: Nullable(Type.String()),
    amounts: Nullable(Components),
    fullRecovery: Nullable(Type.Boolean()),
    nextOn: Nullable(CalendarDate),
    ...RecordedFields,
  },
  { title: 'Stage' },
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
  canFollow: Type.Array(Name(STAGES), { description: 'The stages that can come next (R26).' }),
  ...RecordedFields,
};

const Case = Closed(CaseFields, { title: 'Case' });

function presentStage(stored: FiledStage): Static<typeof Stage> {
  const { id, caseId, stage, occurredOn, documentNumber, ground, note } = stored;
  const { amounts, fullRecovery, nextOn } = stored;
  return {
    id,
    caseId,
    stage,
    occurredOn,
    documentNumber,
    ground,
    note,
    amounts: amounts === null ? null : presentAllocation(amounts),
    fullRecovery,
    nextOn,
    ...recordedOf(stored),
  };
}

export function presentCase(
  stored: Filed,
  numbersOf: ReturnType<typeof contractNumbersOf>,
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
    canFollow: [...canFollow(stages.at(-1) ?? null)],
    ...recordedOf(stored),
  };
}

function checkFullRecovery({ stage, fullRecovery }: Static<typeof StageBody>): void {
  if ((stage === 'enforcement_closed') === (fullRecovery !== undefined)) return;
  throw invalid('/fullRecovery', {
    en: 'is required for `enforcement_closed` and for no other stage',
    vi: 'bắt buộc với `enforcement_closed` và không dùng cho giai đoạn khác',
  });
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
        response: { 201: Closed({ ...CaseFields, affects: Affects, warnings: Warnings }) },
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
          const { claim, parties = [], ...body } = request.body;
          const filed = fileCase(tx, by, {
            ...body,
            claim: componentsOf(claim),
            parties: parties.map((party) => ({ ...party, note: party.note ?? null })),
          });
          const language = languageOf(request.headers['accept-language']);
          const warnings = presentWarnings(filingWarnings(tx, filed), language);
          const numbersOf = contractNumbersOf(tx, { asOf: by.today, knownAt: filed.recordedAt });
          return { ...presentCase(filed, numbersOf), affects: await affectsOfAct(tx), warnings };
        },
        ({ id }) => `/v1/litigation-cases/${id}`,
      ),
  );
};

/** The stages of cases (R26). */
export const stageRoutes: Routes = (app, services) => {
  app.post(
    '/v1/litigation-cases/:id/stages',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordStage',
        summary: 'Records the next stage of a case',
        description:
          'Stages are entered in their order; one that cannot follow is refused with those ' +
          'that can (R26). A judgment carries what is awarded, and starts the terms to ' +
          'appeal and to ask for enforcement (R27).',
        tags,
        params: IdParams,
        body: StageBody,
        response: { 201: Closed({ ...Stage.properties, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body, params } = request;
        checkFullRecovery(body);
        const stage = recordStage(tx, by, params.id, {
          stage: body.stage,
          occurredOn: body.occurredOn,
          documentNumber: body.documentNumber ?? null,
          ground: body.ground ?? null,
          note: body.note ?? null,
          amounts: body.amounts === undefined ? null : componentsOf(body.amounts),
          fullRecovery: body.fullRecovery ?? null,
          nextOn: body.nextOn ?? null,
        });
        return { ...presentStage(stage), affects: await affectsOfAct(tx) };
      }),
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
        const rows = listed.map((each) => presentCase(each, numbersOf));
        return pageOf(rows, limit, (row) => [row.recordedAt]);
      }),
  );
};
