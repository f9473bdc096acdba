import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Fund } from '../../../book/fund.ts';
import { noticeWarnings } from '../../../usecases/notices/noticeWarnings.ts';
import { languageOf } from '../../negotiation/language.ts';
import { warned } from '../../problems/warnings.ts';
import { noticeNumber } from '../../../documents/notices/letterParts.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import type { Letter } from '../../../domain/fund/documentSettings.ts';
import { text } from '../../../domain/primitives/money.ts';
import {
  DELIVERY_KINDS,
  NOTICE_KINDS,
  type NoticeKind,
} from '../../../domain/notices/noticeKinds.ts';
import { isQuarter, type Quarter } from '../../../domain/primitives/quarters.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { aboutOf } from '../../../domain/notices/draftNotice.ts';
import { noticeAt, noticesOf, type NoticeAt } from '../../../usecases/notices/listNotices.ts';
import { deliverNotice } from '../../../usecases/notices/deliverNotice.ts';
import { supersedeNotice } from '../../../usecases/notices/supersedeNotice.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  LIST_FORMATS,
  ListFormQuery,
  listResponse,
  MOST_CSV_ROWS,
  sendCsv,
} from '../../files/csvReply.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import { DOCUMENT_FORMATS, documentResponse, sendDocument } from '../../files/documentReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { printedNotice } from './letters.ts';
import { instantOrNull, recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdOf,
  IdParams,
  Instant,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { RecordedFields, Warnings } from '../../present/shapes.ts';

export const Year = Type.Integer({
  minimum: 1900,
  maximum: 2199,
  description: 'The year of the quarter.',
  examples: [2023],
});

export const QuarterNumber = Type.Integer({
  minimum: 1,
  maximum: 4,
  description: 'The quarter of the year, from 1 to 4.',
  examples: [2],
});

/** A quarter by its year and number. */
export function quarterIn(year: number, quarter: number): Quarter {
  const name = `${year}-Q${quarter}`;
  if (!isQuarter(name)) throw new Error(`no quarter: ${name}`);
  return name;
}

const Delivery = Closed(
  {
    id: Id,
    kind: Name(DELIVERY_KINDS),
    deliveredOn: CalendarDate,
    proofNumber: Nullable(Type.String()),
    ...RecordedFields,
  },
  { title: 'Delivery' },
);

type Delivered = NoticeAt['notice']['deliveries'][number];

function presentDelivery(delivery: Delivered): Static<typeof Delivery> {
  const { id, kind, effectiveOn, proofNumber } = delivery;
  return { id, kind, deliveredOn: effectiveOn, proofNumber, ...recordedOf(delivery) };
}

const noticeFields = {
  id: Id,
  number: Type.Integer({ description: 'Of its year, from 1 without gaps.' }),
  numberText: Type.String({ examples: ['12/TB-QHT'] }),
  year: Year,
  kind: Name(NOTICE_KINDS, {
    description: 'Of a quarter, of principal that turned overdue, or of an early recall.',
  }),
  quarter: { ...Nullable(QuarterNumber), description: 'Null unless it is quarterly.' },
  recallId: { ...Nullable(Id), description: 'Null unless it is of a recall.' },
  loanId: Id,
  contractNumber: Type.String(),
  cooperativeName: Type.String(),
  issuedOn: CalendarDate,
  payBy: CalendarDate,
  total: Money,
  status: Name(['issued', 'superseded', 'reversed'] as const, {
    description: '`reversed`: taken back, as it should not have been issued.',
  }),
  stale: Type.Boolean({
    description: 'What is known now would give other figures: supersede it.',
  }),
  delivered: Type.Boolean(),
  supersedesId: Nullable(Id),
  supersededById: Nullable(Id),
  reversedAt: Nullable(Instant),
  reason: Nullable(Type.String()),
  ...RecordedFields,
};

/** A notice without what it says. */
export const NoticeRow = Closed(noticeFields, { title: 'NoticeRow' });

export const Notice = Closed(
  {
    ...noticeFields,
    deliveries: Type.Array(Delivery),
    content: Type.Unsafe<Readonly<Record<string, unknown>>>({
      type: 'object',
      description: 'What it says, as it was issued: money as digits (R25).',
      additionalProperties: true,
    }),
  },
  { title: 'Notice' },
);

interface SaidByAll {
  readonly letter: Letter;
  readonly contractNumber: string;
  readonly cooperative: { readonly name: string };
}

function statusOf({ supersededById, reversedAt }: NoticeAt['notice']) {
  if (supersededById !== null) return 'superseded';
  return reversedAt === null ? 'issued' : 'reversed';
}

export function presentRow({ notice, stale }: NoticeAt): Static<typeof NoticeRow> {
  const { letter, contractNumber, cooperative } = notice.content as unknown as SaidByAll;
  return {
    id: notice.id,
    number: notice.number,
    numberText: noticeNumber({ number: notice.number, letter }),
    year: notice.year,
    kind: aboutOf(notice).kind,
    quarter: notice.quarter === null ? null : +notice.quarter.slice(-1),
    recallId: notice.recallId,
    loanId: notice.loanId,
    contractNumber,
    cooperativeName: cooperative.name,
    issuedOn: notice.effectiveOn,
    payBy: notice.payBy,
    total: text(notice.total),
    status: statusOf(notice),
    stale,
    delivered: notice.deliveries.length > 0,
    supersedesId: notice.supersedesId,
    supersededById: notice.supersededById,
    reversedAt: instantOrNull(notice.reversedAt),
    reason: notice.reason,
    ...recordedOf(notice),
  };
}

/** The same with an amount that is a number. */
const lineOf = (at: NoticeAt) => ({ ...presentRow(at), total: at.notice.total });

/** A notice as it is answered. */
export function presentNotice(at: NoticeAt): Static<typeof Notice> {
  const { deliveries, content } = at.notice;
  return { ...presentRow(at), deliveries: deliveries.map(presentDelivery), content };
}

/** A notice that was just issued, with what may be wrong in its date. */
export const IssuedNotice = Closed({ ...Notice.properties, warnings: Type.Optional(Warnings) });

export function presentIssued(
  fund: Pick<Fund, 'book'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
  notice: NoticeAt['notice'],
): Static<typeof IssuedNotice> {
  const warnings = noticeWarnings(fund, notice.effectiveOn, notice.number);
  const told = warned(warnings, languageOf(headers['accept-language']));
  return { ...presentNotice({ notice, stale: false }), ...told };
}

const tags = ['Notices'];

const QUARTERS = [1, 2, 3, 4] as const;

/** @throws DomainError validation, for a quarter without its year */
function quartersAsked(year?: number, quarter?: number): Quarter[] | undefined {
  if (year === undefined && quarter !== undefined)
    throw invalid('?year', { en: 'is needed too', vi: 'cũng phải có' });
  if (year === undefined) return undefined;
  return (quarter === undefined ? QUARTERS : [quarter]).map((each) => quarterIn(year, each));
}

const isNumber = (part: string): boolean => /^\d{1,9}$/.test(part);

const STATUSES = ['issued', 'superseded', 'reversed', 'undelivered', 'stale'] as const;

interface AskedNotices {
  readonly year?: number;
  readonly quarter?: number;
  readonly kind?: NoticeKind;
  readonly loanId?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly limit?: number;
  readonly cursor?: string;
}

/** Which notices a page is of; those that are stale are found among all that stand. */
function filterOf({ year, quarter, kind, loanId, status, limit = 50, cursor }: AskedNotices) {
  const [afterYear, afterNumber] = keyAfter(cursor, [isNumber, isNumber]) ?? [];
  return {
    quarters: quartersAsked(year, quarter),
    kind,
    loanIds: loanId === undefined ? undefined : [loanId],
    standing: status === 'issued' || status === 'stale',
    undelivered: status === 'undelivered',
    superseded: status === 'superseded',
    reversed: status === 'reversed',
    after:
      afterYear === undefined || afterNumber === undefined
        ? undefined
        : { year: +afterYear, number: +afterNumber },
    limit: status === 'stale' ? undefined : limit + 1,
  };
}

const ListQuery = Closed({
  year: Type.Optional({ ...Year, description: 'With `quarter`: the quarter they are of.' }),
  quarter: Type.Optional({ ...QuarterNumber, description: 'Of this quarter of `year`.' }),
  kind: Type.Optional(Name(NOTICE_KINDS, { description: 'Of this kind.' })),
  loanId: Type.Optional(IdOf('About this loan.')),
  status: Type.Optional(
    Name(STATUSES, {
      description:
        '`issued`: that stand; of these `undelivered` and `stale` ones alone; or those that ' +
        'were superseded or reversed.',
    }),
  ),
  knownAt: AsKnownQuery.knownAt,
  ...PageQuery,
  ...ListFormQuery,
});

/** Looking notices up. */
export const noticeLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/notices',
    {
      schema: {
        operationId: 'listNotices',
        summary: 'Lists notices by year and number, those superseded included',
        description:
          'Every notice with whether it stands, was delivered, or is stale, because facts ' +
          'entered later would change its figures (R25).',
        tags,
        querystring: ListQuery,
        response: { 200: listResponse(Page(NoticeRow)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const { status, limit = 50 } = query;
        const { cursor: _, ...narrowing } = query;
        const asked = format === 'csv' ? { ...narrowing, limit: MOST_CSV_ROWS } : query;
        const found = await noticesOf(tx, filterOf(asked), knownAt);
        const listed = found.filter((each) => status !== 'stale' || each.stale);
        if (format === 'csv') return sendCsv(reply, query, NoticeRow, listed.map(lineOf));
        const rows = listed.map(presentRow);
        return pageOf(rows, limit, (row) => [String(row.year), String(row.number)]);
      });
    },
  );

  app.get(
    '/v1/notices/:id',
    {
      schema: {
        operationId: 'getNotice',
        summary: 'Shows a notice as it was issued, as figures or as the letter',
        description:
          'A notice is frozen when it is issued: printed again it is the same (R25). As ' +
          'figures, text, PDF or DOCX.',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...formatQuery(DOCUMENT_FORMATS) }),
        response: { 200: documentResponse('The notice', Notice) },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, DOCUMENT_FORMATS);
      reply.header('vary', 'accept');
      const found = await readAsKnown(services, actor, query, (tx, { knownAt }) =>
        noticeAt(tx, params.id, knownAt),
      );
      if (format === 'json') return presentNotice(found);
      return sendDocument(reply, format, printedNotice(found.notice));
    },
  );
};

/** What becomes of a notice: superseded, delivered (R25). */
export const noticeRoutes: Routes = (app, services) => {
  app.post(
    '/v1/notices/:id/supersession',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'supersedeNotice',
        summary: 'Issues a notice in place of this one, under a new number',
        description:
          'For a notice that is stale or wrong: the old one stays and names the new one ' +
          '(R25).',
        tags,
        params: IdParams,
        body: Closed({
          reason: Text('Why it is superseded.', 'Bổ sung phiếu thu PT021/2023'),
          issuedOn: DateOf('The date of the new notice; the facts dated until then count.'),
          payBy: DateOf('The day by which is to be paid, not before `issuedOn`.'),
        }),
        response: { 201: IssuedNotice },
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
          const notice = await supersedeNotice(tx, by, request.params.id, request.body);
          return presentIssued(tx, request, notice);
        },
        ({ id }) => `/v1/notices/${id}`,
      ),
  );

  app.post(
    '/v1/notices/:id/deliveries',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordDelivery',
        summary: 'Records how a notice reached its borrower',
        description:
          'By post, by hand, or refused; `proofNumber` is the post office’s or the signed ' +
          'receipt’s number. Undelivered notices hinder the closing of a quarter (R22).',
        tags,
        params: IdParams,
        body: Closed({
          kind: Name(DELIVERY_KINDS, { description: 'How it reached the borrower.' }),
          deliveredOn: DateOf('The day on which it was handed over or sent, not after today.'),
          proofNumber: Type.Optional(Code('Of the receipt or registered letter.', 'RA123456789VN')),
        }),
        response: { 201: Delivery },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { proofNumber = null, ...body } = request.body;
        const delivery = { ...body, proofNumber };
        return presentDelivery(await deliverNotice(tx, by, request.params.id, delivery));
      }),
  );
};
