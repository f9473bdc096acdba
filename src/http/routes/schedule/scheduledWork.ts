import { Type } from 'typebox';
import { DomainError } from '../../../domain/primitives/errors.ts';
import { FUND_WORK, WORK, type AskedSetting } from '../../../domain/schedule/work.ts';
import { setWork, workAt } from '../../../usecases/schedule/settings.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { AsKnownQuery, Closed, DateOf, Instant, Name } from '../../schema/schemas.ts';
import { presentWork, ScheduledWork, TimeOfDay } from './scheduleShapes.ts';

const Address = Type.String({
  'x-text': 'text',
  minLength: 3,
  maxLength: 254,
  pattern: '^[^\\s@<>,;:"()\\[\\]\\\\]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$',
  description: 'An address for e-mail.',
  examples: ['ketoan@example.vn'],
  'x-fault': {
    en: 'must be an address such as "ketoan@example.vn"',
    vi: 'phải là địa chỉ thư, ví dụ "ketoan@example.vn"',
  },
});

const WorkBody = Closed(
  {
    isOn: Type.Boolean({ description: 'Whether it is done.' }),
    from: Type.Optional(DateOf('The day from which it counts, today or later; left out, today.')),
    at: Type.Optional(TimeOfDay),
    day: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 28,
        description:
          'The day of the month: of `month-end` from 1 to 7 (ND86 art. 9(2)), left out 3; of ' +
          '`quarter-notices` in January, April, July and October, left out 5.',
        examples: [3],
      }),
    ),
    weekday: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 7,
        description: 'Of `deadlines-mail`: from 1, Monday, to 7, Sunday; left out, Monday.',
        examples: [1],
      }),
    ),
    payInDays: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 90,
        description: 'Of `quarter-notices`: days from the draft to the pay-by day; left out, 15.',
        examples: [15],
      }),
    ),
    recipients: Type.Optional(
      Type.Array(Address, {
        maxItems: 20,
        uniqueItems: true,
        description: 'Of `deadlines-mail`: whom it goes to.',
      }),
    ),
  },
  { title: 'NewScheduleSetting' },
);

const List = Closed({
  knownAt: Instant,
  mail: Type.Boolean({ description: 'Whether the operator has set a mail server.' }),
  data: Type.Array(ScheduledWork),
  nextCursor: Type.Null({ description: 'Always null: the list comes whole.' }),
});

const tags = ['Schedule'];

const kindOf = <const Kinds extends readonly string[]>(kinds: Kinds) =>
  Closed({ kind: Name(kinds, { description: 'The kind of work.' }) });

const at = ({ clock, schedule }: AppServices, knownAt: Date) => ({
  now: clock.now(),
  today: clock.today(),
  knownAt,
  backup: schedule.backup,
});

/** What is done at set times, and when. */
export const scheduledWorkRoutes: Routes = (app, services) => {
  app.get(
    '/v1/scheduled-work',
    {
      schema: {
        operationId: 'listScheduledWork',
        summary: 'What is done at set times: settings, what comes next, what became of the last',
        description:
          'Each kind of work, those that are switched off too. What was missed while no service ran is ' +
          'made up: every end of a month, of all else the newest. `backup` is of the whole ' +
          'installation and set by its operator.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: List },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => ({
        knownAt: knownAt.toISOString(),
        mail: services.schedule.tools.sendDeadlines !== null,
        data: WORK.map((work) => presentWork(workAt(tx, work, at(services, knownAt)))),
        nextCursor: null,
      })),
  );

  app.get(
    '/v1/scheduled-work/:kind',
    {
      schema: {
        operationId: 'getScheduledWork',
        summary: 'A kind of work with its setting',
        description: 'Its `ETag` is what a PUT names in `If-Match`.',
        tags,
        params: kindOf(WORK),
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: ScheduledWork },
      },
    },
    ({ actor, params, query }, reply) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const found = workAt(tx, params.kind, at(services, knownAt));
        sendVersion(reply, found.last?.id ?? null);
        return presentWork(found);
      }),
  );
};

/** Switching work on and off. */
export const workSettingRoutes: Routes = (app, services) => {
  app.put(
    '/v1/scheduled-work/:kind',
    {
      schema: {
        operationId: 'putScheduledWork',
        summary: 'Settles when and how a kind of work is done, from a day on',
        description:
          'The whole setting: what is left out is as usual. Versions are kept. It counts from today or ' +
          'later, so that switching it on brings nothing about that lies behind.',
        tags,
        params: kindOf(FUND_WORK),
        body: WorkBody,
        response: { 200: ScheduledWork },
      },
    },
    (request, reply) => {
      const { kind: work } = request.params;
      const hasMail = services.schedule.tools.sendDeadlines !== null;
      if (work === 'deadlines-mail' && request.body.isOn && !hasMail) {
        throw new DomainError('mail-not-set-up');
      }
      return act(services, request, reply, 200, (tx) => {
        const by = { today: services.clock.today() };
        const asked = { ...request.body, work } as AskedSetting & {
          work: typeof work;
          from?: typeof request.body.from;
        };
        const stored = setWork(tx, by, asked, seenVersions(request));
        sendVersion(reply, stored.id);
        return presentWork(workAt(tx, work, at(services, stored.recordedAt)));
      });
    },
  );
};
