import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Fund } from '../../../book/fund.ts';
import { noticeWarnings } from '../../../usecases/notices/noticeWarnings.ts';
import { languageOf } from '../../negotiation/language.ts';
import { warned } from '../../problems/warnings.ts';
import { noticeNumber } from '../../../documents/notices/letterParts.ts';
import type { Letter } from '../../../domain/fund/documentSettings.ts';
import { text } from '../../../domain/primitives/money.ts';
import { DELIVERY_KINDS, NOTICE_KINDS } from '../../../domain/notices/noticeKinds.ts';
import { isQuarter, type Quarter } from '../../../domain/primitives/quarters.ts';
import { aboutOf } from '../../../domain/notices/draftNotice.ts';
import type { NoticeAt } from '../../../usecases/notices/listNotices.ts';
import { instantOrNull, recordedOf } from '../../present/present.ts';
import { CalendarDate, Closed, Id, Instant, Money, Name, Nullable } from '../../schema/schemas.ts';
import { RecordedFields, Warnings } from '../../present/shapes.ts';

/** The year of a quarter. */
export const Year = Type.Integer({
  minimum: 1900,
  maximum: 2199,
  description: 'The year of the quarter.',
  examples: [2023],
});

/** A quarter of its year. */
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

/** That a notice was handed over or posted. */
export const Delivery = Closed(
  {
    id: Id,
    kind: Name(DELIVERY_KINDS),
    deliveredOn: CalendarDate,
    proofNumber: Nullable(Type.String()),
    note: Nullable(Type.String()),
    collateralId: {
      ...Nullable(Id),
      description: 'The asset to whose owner a copy went (R41); null: to the borrower.',
    },
    ...RecordedFields,
  },
  { title: 'Delivery' },
);

type Delivered = NoticeAt['notice']['deliveries'][number];

/** A delivery in an answer. */
export function presentDelivery(delivery: Delivered): Static<typeof Delivery> {
  const { id, kind, effectiveOn, proofNumber, note, collateralId } = delivery;
  const said = { id, kind, deliveredOn: effectiveOn, proofNumber, note, collateralId };
  return { ...said, ...recordedOf(delivery) };
}

const noticeFields = {
  id: Id,
  number: Type.Integer({ description: 'Of the year of `issuedOn`, from 1 without gaps.' }),
  numberText: Type.String({ examples: ['12/TB-QHT'] }),
  year: { ...Year, description: 'Of the quarter; of a single notice that of `issuedOn`.' },
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
  supersedesNumber: { ...Nullable(Type.String()), description: 'Its number, as `numberText`.' },
  supersededById: Nullable(Id),
  supersededByNumber: { ...Nullable(Type.String()), description: 'Its number, as `numberText`.' },
  reversedAt: Nullable(Instant),
  reason: Nullable(Type.String()),
  ...RecordedFields,
};

/** A notice without what it says. */
export const NoticeRow = Closed(noticeFields, { title: 'NoticeRow' });

/** A notice with all that it says. */
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
  readonly number: number;
  readonly supersedes: { readonly number: number; readonly symbol: string } | null;
  readonly letter: Letter;
  readonly contractNumber: string;
  readonly cooperative: { readonly name: string };
}

function numberOfOld({ supersedes }: Pick<SaidByAll, 'supersedes'>): string | null {
  if (supersedes === null) return null;
  const { number, symbol } = supersedes;
  return noticeNumber({ number, letter: { symbol } });
}

function statusOf({ supersededById, reversedAt }: NoticeAt['notice']) {
  if (supersededById !== null) return 'superseded';
  return reversedAt === null ? 'issued' : 'reversed';
}

/** A notice in a list. */
export function presentRow({ notice, stale }: NoticeAt): Static<typeof NoticeRow> {
  const said = notice.content as unknown as SaidByAll;
  const { letter, contractNumber, cooperative } = said;
  const replacement = notice.replacement as unknown as SaidByAll | null;
  return {
    id: notice.id,
    number: notice.number,
    numberText: noticeNumber({ number: notice.number, letter }),
    year: notice.quarter === null ? notice.year : +notice.quarter.slice(0, 4),
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
    delivered: notice.deliveries.some((each) => each.collateralId === null),
    supersedesId: notice.supersedesId,
    supersedesNumber: numberOfOld(said),
    supersededById: notice.supersededById,
    supersededByNumber: replacement && noticeNumber(replacement),
    reversedAt: instantOrNull(notice.reversedAt),
    reason: notice.reason,
    ...recordedOf(notice),
  };
}

/** A notice as it is answered. */
export function presentNotice(at: NoticeAt): Static<typeof Notice> {
  const { deliveries, content } = at.notice;
  return { ...presentRow(at), deliveries: deliveries.map(presentDelivery), content };
}

/** A notice that was just issued, with what may be wrong in its date. */
export const IssuedNotice = Closed({ ...Notice.properties, warnings: Type.Optional(Warnings) });

/** A notice that was issued just now, with what it is to be warned of. */
export function presentIssued(
  fund: Pick<Fund, 'book'>,
  { headers }: Pick<FastifyRequest, 'headers'>,
  notice: NoticeAt['notice'],
): Static<typeof IssuedNotice> {
  const warnings = noticeWarnings(fund, notice.effectiveOn, notice.number);
  const told = warned(warnings, languageOf(headers['accept-language']));
  return { ...presentNotice({ notice, stale: false }), ...told };
}
