import { Type } from 'typebox';
import { invalid } from '../../../domain/primitives/errors.ts';
import {
  DELIVERY_KINDS,
  NOTICE_KINDS,
  type NoticeKind,
} from '../../../domain/notices/noticeKinds.ts';
import type { Quarter } from '../../../domain/primitives/quarters.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { noticeAt, noticesOf, type NoticeAt } from '../../../usecases/notices/listNotices.ts';
import { noticeTotals, totalsOfNotices } from '../../../usecases/view/listTotals.ts';
import { text } from '../../../domain/primitives/money.ts';
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
import {
  AsKnownQuery,
  Closed,
  Code,
  DateOf,
  IdOf,
  IdParams,
  Money,
  Name,
  PageQuery,
  PageWithTotals,
  Text,
  TotalsQuery,
} from '../../schema/schemas.ts';
import {
  Year,
  QuarterNumber,
  quarterIn,
  Delivery,
  presentDelivery,
  NoticeRow,
  Notice,
  presentRow,
  presentNotice,
  IssuedNotice,
  presentIssued,
} from './noticeShapes.ts';

/** The same with an amount that is a number. */
const lineOf = (at: NoticeAt) => ({ ...presentRow(at), total: at.notice.total });

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
    singlesOf: quarter === undefined ? year : undefined,
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

const NoticeTotals = Closed(
  {
    count: Type.Integer({ description: 'How many of the notices stand.' }),
    notStanding: Type.Integer({
      description: 'How many of those listed were superseded or reversed: `total` leaves them out.',
    }),
    total: { ...Money, description: 'What those that stand ask for.' },
  },
  { title: 'NoticeTotals' },
);

type Fund = Parameters<typeof noticesOf>[0];

/** What all notices come to that are asked for; whether some are stale is worked out notice by notice. */
async function totalsAsked(tx: Fund, asked: AskedNotices, knownAt: Date) {
  const filter = { ...filterOf(asked), after: undefined };
  if (asked.status !== 'stale') return noticeTotals(tx, filter, knownAt);
  const found = await noticesOf(tx, filter, knownAt);
  return totalsOfNotices(found.filter(({ stale }) => stale).map(({ notice }) => notice));
}

const presentTotals = ({ total, ...counts }: ReturnType<typeof totalsOfNotices>) => ({
  ...counts,
  total: text(total),
});

const ListQuery = Closed({
  year: Type.Optional({
    ...Year,
    description:
      'Of this year’s quarters, and single notices issued in it; with `quarter`: of that one.',
  }),
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
  ...TotalsQuery,
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
        response: { 200: listResponse(PageWithTotals(NoticeRow, NoticeTotals)) },
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
        // A number is of the year of its day (R25), whatever quarter the notice is of.
        const page = pageOf(rows, limit, ({ issuedOn, number }) => [
          issuedOn.slice(0, 4),
          String(number),
        ]);
        if (query.totals !== true) return page;
        return { ...page, totals: presentTotals(await totalsAsked(tx, query, knownAt)) };
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

/** Putting another notice in the place of one (R25). */
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
};

/** How a notice reached its borrower, and copies the owners of assets (R25, R41). */
export const noticeDeliveryRoutes: Routes = (app, services) => {
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
          note: Type.Optional(Text('What else there is to say of it.', 'Kế toán HTX ký nhận thay')),
          collateralId: Type.Optional(
            IdOf(
              'The asset to whose owner a copy went (R41), one that secures the loan; left out: the notice ' +
                'went to the borrower.',
            ),
          ),
        }),
        response: { 201: Delivery },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { proofNumber = null, note = null, collateralId = null, ...body } = request.body;
        const delivery = { ...body, proofNumber, note, collateralId };
        return presentDelivery(await deliverNotice(tx, by, request.params.id, delivery));
      }),
  );
};
