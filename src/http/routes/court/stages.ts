import { Type, type Static } from 'typebox';
import { calendarDate } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { compareText } from '../../../domain/primitives/lists.ts';
import { money, text } from '../../../domain/primitives/money.ts';
import { FILING_CHANNELS, STAYED_BY, TERMINATED_FOR } from '../../../domain/court/enforcement.ts';
import { STAGES } from '../../../domain/court/stages.ts';
import { recordStage, type RecordedStage } from '../../../usecases/court/recordCase.ts';
import type { StoredStage } from '../../../store/court/case.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentAllocation, recordedOf } from '../../present/present.ts';
import {
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdParams,
  Money,
  Name,
  Nullable,
  PositiveMoney,
  Text,
} from '../../schema/schemas.ts';
import {
  Affects,
  Components,
  componentsOf,
  RecordedFields,
  Warnings,
} from '../../present/shapes.ts';
import { languageOf, type Language } from '../../negotiation/language.ts';
import { presentWarnings } from '../../problems/warnings.ts';
import { tryAct } from '../../../usecases/acts/tryAct.ts';
import {
  stageSays,
  type FreezeProposals,
  type StageSays,
} from '../../../usecases/court/stageSays.ts';

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
      DateOf(
        'The day of the next step, as court or office have set it, of a stay its end: it is listed in ' +
          '`/v1/deadlines`.',
      ),
    ),
    instalments: Type.Optional(
      Type.Array(
        Closed({
          dueOn: DateOf('The day on which the part falls due.'),
          amount: { ...PositiveMoney, description: 'The part, whole đồng.' },
        }),
        {
          minItems: 1,
          maxItems: 500,
          description:
            'The parts of the award that fall due on days of their own (R38), at most what `amounts` come ' +
            'to: of `settlement_recognised`, `first_instance_judgment` and `appeal_judgment`, with `amounts`.',
        },
      ),
    ),
    enforcementOffice: Type.Optional(
      Text(
        'The office that enforces: of `enforcement_requested`, `enforcement_decided` and ' +
          '`enforcement_entrusted`.',
        'Phòng Thi hành án dân sự khu vực 1 - Lạng Sơn',
      ),
    ),
    channel: Type.Optional(
      Name(FILING_CHANNELS, {
        description:
          'How the request was filed: on the national portal with VNeID, on paper, orally; of ' +
          '`enforcement_requested`.',
      }),
    ),
    receiptNumber: Type.Optional(
      Code(
        'The number of the receipt for the request: of `enforcement_requested`.',
        'TN-0012/2026',
      ),
    ),
    stayedBy: Type.Optional(
      Name(STAYED_BY, {
        description:
          'At whose wish enforcement is stayed: of `enforcement_stayed`; left out, by agreement.',
      }),
    ),
    interestGoesOn: Type.Optional(
      Type.Boolean({
        description:
          'Whether interest for late enforcement goes on during the stay: of `enforcement_stayed`. Left out: ' +
          'as Law 106/2025 art. 46 says, not if by agreement, at the creditor’s request or for a protest, ' +
          'else it does.',
      }),
    ),
    terminatedFor: Type.Optional(
      Name(TERMINATED_FOR, {
        description:
          'Of which kind the ground is: of `enforcement_terminated`, whose `ground` is required. After ' +
          '`debtor_gone` and `bankruptcy_opened` enforcement can be asked for again; left out, it cannot.',
      }),
    ),
  },
  { title: 'NewStage' },
);

export const Stage = Closed(
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
    instalments: Type.Array(Closed({ dueOn: CalendarDate, amount: Money }), {
      description: 'The parts of the award that fall due on days of their own, soonest first.',
    }),
    enforcementOffice: Nullable(Type.String()),
    channel: Nullable(Name(FILING_CHANNELS)),
    receiptNumber: Nullable(Type.String()),
    stayedBy: Nullable(Name(STAYED_BY)),
    interestGoesOn: Nullable(Type.Boolean()),
    terminatedFor: Nullable(Name(TERMINATED_FOR)),
    ...RecordedFields,
  },
  { title: 'Stage' },
);

/** The fields that only some stages have, besides `fullRecovery`. */
const FIELDS_OF: readonly (readonly [keyof Static<typeof StageBody>, readonly string[]])[] = [
  ['instalments', ['settlement_recognised', 'first_instance_judgment', 'appeal_judgment']],
  ['enforcementOffice', ['enforcement_requested', 'enforcement_decided', 'enforcement_entrusted']],
  ['channel', ['enforcement_requested']],
  ['receiptNumber', ['enforcement_requested']],
  ['stayedBy', ['enforcement_stayed']],
  ['interestGoesOn', ['enforcement_stayed']],
  ['terminatedFor', ['enforcement_terminated']],
];

/** What each stage may and must say. @throws DomainError validation */
function checkForm(body: Static<typeof StageBody>): void {
  const { stage, fullRecovery, instalments = [], amounts, ground } = body;
  if ((stage === 'enforcement_closed') !== (fullRecovery !== undefined))
    throw invalid('/fullRecovery', {
      en: 'is required for `enforcement_closed` and for no other stage',
      vi: 'bắt buộc với `enforcement_closed` và không dùng cho giai đoạn khác',
    });
  if (stage === 'enforcement_terminated' && ground === undefined)
    throw invalid('/ground', {
      en: 'is required for `enforcement_terminated`: say why enforcement was terminated',
      vi: 'bắt buộc với `enforcement_terminated`: nêu căn cứ đình chỉ thi hành án',
    });
  for (const [field, stages] of FIELDS_OF) {
    if (body[field] === undefined || stages.includes(stage)) continue;
    const named = stages.map((each) => `\`${each}\``).join(', ');
    throw invalid(`/${field}`, {
      en: `is of ${named} only`,
      vi: `chỉ dùng cho ${named}`,
    });
  }
  if (instalments.length > 0 && amounts === undefined)
    throw invalid('/amounts', {
      en: 'are required with `instalments`: what is awarded in all',
      vi: 'bắt buộc khi có `instalments`: toàn bộ số được tuyên',
    });
  const days = instalments.map((each) => each.dueOn);
  const twice = days.findIndex((day, at) => days.indexOf(day) < at);
  if (twice >= 0)
    throw invalid(`/instalments/${twice}/dueOn`, {
      en: 'stands twice: enter one part a day',
      vi: 'bị nêu hai lần: mỗi ngày chỉ nhập một phần',
    });
}

/** A stage as its form says it. @throws DomainError validation */
function stageOf(body: Static<typeof StageBody>): RecordedStage {
  checkForm(body);
  const { instalments = [] } = body;
  return {
    stage: body.stage,
    occurredOn: body.occurredOn,
    documentNumber: body.documentNumber ?? null,
    ground: body.ground ?? null,
    note: body.note ?? null,
    amounts: body.amounts === undefined ? null : componentsOf(body.amounts),
    fullRecovery: body.fullRecovery ?? null,
    nextOn: body.nextOn ?? null,
    instalments: instalments
      .map(({ dueOn, amount }) => ({ dueOn: calendarDate(dueOn), amount: money(amount) }))
      .toSorted((a, b) => compareText(a.dueOn, b.dueOn)),
    enforcementOffice: body.enforcementOffice ?? null,
    channel: body.channel ?? null,
    receiptNumber: body.receiptNumber ?? null,
    stayedBy: body.stayedBy ?? null,
    interestGoesOn: body.interestGoesOn ?? null,
    terminatedFor: body.terminatedFor ?? null,
  };
}

export function presentStage(stored: StoredStage): Static<typeof Stage> {
  const { id, caseId, stage, occurredOn, documentNumber, ground, note } = stored;
  const { amounts, fullRecovery, nextOn, instalments, enforcementOffice, channel } = stored;
  const { receiptNumber, stayedBy, interestGoesOn, terminatedFor } = stored;
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
    instalments: instalments.map(({ dueOn, amount }) => ({ dueOn, amount: text(amount) })),
    enforcementOffice,
    channel,
    receiptNumber,
    stayedBy,
    interestGoesOn,
    terminatedFor,
    ...recordedOf(stored),
  };
}

/** The freezes that a stage calls for (R14 c, R38). */
export const FREEZE_PROPOSALS = {
  proposedFreeze: Type.Array(
    Closed({
      loanId: Id,
      from: DateOf('The day of the stay.'),
      to: Nullable(
        DateOf('The first day on which interest runs again; null: until it is given an end.'),
      ),
    }),
    {
      description:
        'A stay that bears no interest: the freezes to be entered, of the loans of the case that are not ' +
        'frozen; after its end until the day of that. Nothing is frozen by the stage itself.',
    },
  ),
  proposedFreezeEnd: Type.Array(
    Closed({
      loanId: Id,
      freezeId: Id,
      from: CalendarDate,
      to: DateOf('The day on which the stay ended.'),
      isOpen: Type.Boolean({
        description:
          'Whether it has no end yet, or a later one: the same act gives it the end of the stay.',
      }),
    }),
    { description: 'After the end of a stay: the freezes of the stay that go on.' },
  ),
};

/** What the answer to a stage says besides it. */
const SAYS = {
  canFollow: Type.Array(Name(STAGES), { description: 'The stages that can come next.' }),
  ...FREEZE_PROPOSALS,
};

export function presentFreezes({ proposedFreeze, proposedFreezeEnd }: FreezeProposals) {
  return {
    proposedFreeze: proposedFreeze.map(({ loanId, from, to }) => ({ loanId, from, to })),
    proposedFreezeEnd: proposedFreezeEnd.map((each) => ({ ...each })),
  };
}

function presentSays({ canFollow, warnings, ...freezes }: StageSays, language: Language) {
  return {
    canFollow: [...canFollow],
    ...presentFreezes(freezes),
    warnings: presentWarnings(warnings, language),
  };
}

const tags = ['Litigation'];

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
        response: {
          201: Closed({ ...Stage.properties, ...SAYS, affects: Affects, warnings: Warnings }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body, params } = request;
        const stage = recordStage(tx, by, params.id, stageOf(body));
        const says = presentSays(
          stageSays(tx, stage, by.today),
          languageOf(request.headers['accept-language']),
        );
        return { ...presentStage(stage), ...says, affects: await affectsOfAct(tx) };
      }),
  );

  app.post(
    '/v1/litigation-cases/:id/stages/preview',
    {
      config: { idempotency: 'none' },
      schema: {
        operationId: 'previewStage',
        summary: 'What a stage would say and call for; writes nothing',
        description:
          'Refuses and warns as the stage would, and tells what could follow and which freezes it would call ' +
          'for (R26, R38).',
        tags,
        params: IdParams,
        body: StageBody,
        response: {
          200: Closed({
            stage: Stage.properties.stage,
            occurredOn: CalendarDate,
            ...SAYS,
            warnings: Warnings,
          }),
        },
      },
    },
    async ({ actor, body, params, headers }) =>
      tryAct(services, { actor, late: null }, async (tx) => {
        const by = { actor, today: services.clock.today() };
        const stage = recordStage(tx, by, params.id, stageOf(body));
        const says = presentSays(
          stageSays(tx, stage, by.today),
          languageOf(headers['accept-language']),
        );
        return { stage: stage.stage, occurredOn: stage.occurredOn, ...says };
      }),
  );
};
