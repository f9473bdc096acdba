import { Type, type Static } from 'typebox';
import type { FundOpening } from '../../../domain/fund/fundOpening.ts';
import { MOST_SOURCES } from '../../../domain/fund/sources.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { money, sum, text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { openingOf, type OpeningOf } from '../../../usecases/fund/lookUpOpening.ts';
import { putFundOpening } from '../../../usecases/fund/fundOpening.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import { Affects } from '../../present/shapes.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import { BearsRisk, refuseRiskOfOthers, Source, SourceOf } from '../../schema/sources.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Instant,
  Money,
  MoneyOf,
  Nullable,
  SignedMoney,
  Text,
} from '../../schema/schemas.ts';

const OpeningBody = Closed(
  {
    on: DateOf('The day at whose close the balances are taken over, not after today.'),
    documentNumber: Code('The document on which they rest.', '05/BB-QHT'),
    capital: Type.Array(
      Closed({
        source: SourceOf('The source of the capital (R34).'),
        name: Type.Optional(Text('How the fund calls it.', 'Tạm ứng ngân sách tỉnh năm 2019')),
        bearsRisk: Type.Optional(BearsRisk),
        amount: MoneyOf('The capital of the source at the close of `on`, lent or not.'),
        availablePrincipal: Type.Optional(
          MoneyOf('What of it is not lent, as the paper book states it.'),
        ),
      }),
      {
        minItems: 1,
        maxItems: MOST_SOURCES,
        description: 'The capital by source, each source once.',
      },
    ),
    availablePrincipal: Type.Optional(
      MoneyOf('What of all capital is not lent, as the paper book states it.'),
    ),
  },
  { title: 'NewFundOpening' },
);

const Compared = {
  stated: Nullable({ ...Money, description: 'As the paper book states it; null: it does not.' }),
  computed: {
    ...SignedMoney,
    description: 'The capital less the principal of loans that were taken over.',
  },
  difference: Nullable({ ...SignedMoney, description: 'Stated less computed.' }),
};

const Opening = Closed(
  {
    on: Nullable(CalendarDate),
    documentNumber: Nullable(Type.String()),
    capital: Type.Array(
      Closed({
        source: Source,
        name: Type.String(),
        bearsRisk: Nullable(Type.Boolean()),
        amount: Money,
        availablePrincipal: Closed(Compared),
      }),
    ),
    availablePrincipal: Nullable(Closed(Compared)),
    loans: Closed({
      number: Type.Integer({ description: 'How many loans were taken over.' }),
      principal: { ...Money, description: 'Their unpaid principal at the close of `on`.' },
      inTermInterest: { ...Money, description: 'Owed on them at the close of `on`.' },
      overdueInterest: Money,
      lateInterest: Money,
    }),
    knownAt: Instant,
    recordedAt: Nullable(Instant),
    recordedBy: Nullable(Type.String()),
  },
  { title: 'FundOpening' },
);

function present(
  { opening, rows, total, loans }: OpeningOf,
  knownAt: Date,
): Static<typeof Opening> {
  const compared = ({ stated, computed }: OpeningOf['total']) => ({
    stated: stated && text(stated),
    computed: text(computed),
    difference: stated && text(stated.minus(computed)),
  });
  const recorded = opening === null ? null : recordedOf(opening);
  return {
    on: opening?.on ?? null,
    documentNumber: opening?.documentNumber ?? null,
    capital: rows.map(({ source, name, bearsRisk, amount, ...row }) => ({
      source,
      name,
      bearsRisk,
      amount: text(amount),
      availablePrincipal: compared(row),
    })),
    availablePrincipal: opening === null ? null : compared(total),
    loans: {
      number: loans.number,
      principal: text(loans.principal),
      inTermInterest: text(loans.inTermInterest),
      overdueInterest: text(loans.overdueInterest),
      lateInterest: text(loans.lateInterest),
    },
    knownAt: knownAt.toISOString(),
    recordedAt: recorded?.recordedAt ?? null,
    recordedBy: recorded?.recordedBy ?? null,
  };
}

/** @throws DomainError validation */
function openingIn(body: Static<typeof OpeningBody>): FundOpening {
  for (const [at, { source, bearsRisk = null }] of body.capital.entries()) {
    refuseRiskOfOthers(source, bearsRisk, `/capital/${at}/bearsRisk`);
  }
  const capital = body.capital.map((each) => ({
    source: each.source,
    name: each.name ?? null,
    bearsRisk: each.bearsRisk ?? null,
    amount: money(each.amount),
    availablePrincipal:
      each.availablePrincipal === undefined ? null : money(each.availablePrincipal),
  }));
  const ofSources = capital.map((each) => each.availablePrincipal);
  const isStated = ofSources.every((each) => each !== null);
  const stated = isStated ? sum(ofSources) : null;
  const whole = body.availablePrincipal === undefined ? stated : money(body.availablePrincipal);
  if (stated !== null && whole !== null && !whole.equals(stated)) {
    throw invalid('/availablePrincipal', {
      en: 'must be the sum of the available principal of the sources',
      vi: 'phải bằng tổng vốn gốc khả dụng của các nguồn',
    });
  }
  const { on, documentNumber } = body;
  return { on, documentNumber, capital, availablePrincipal: whole };
}

/** What a fund takes over from its paper book: the last version counts (R32). */
export const fundOpeningRoutes: Routes = (app, services) => {
  const tags = ['Fund'];
  app.get(
    '/v1/fund/opening',
    {
      schema: {
        operationId: 'getFundOpening',
        summary: 'Shows what the fund took over from its paper book, and whether it agrees',
        description:
          'The opening day, the capital by source, and the available principal as the paper book ' +
          'states it beside what the capital and the loans taken over come to (R32). Empty in a fund ' +
          'that entered its whole history. Its `ETag` is what a PUT names in `If-Match`.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Opening },
      },
    },
    ({ actor, query }, reply) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const found = openingOf(tx, knownAt);
        sendVersion(reply, found.opening?.id ?? null);
        return present(found, knownAt);
      }),
  );

  app.put(
    '/v1/fund/opening',
    {
      bodyLimit: LIST_BODY_BYTES,
      schema: {
        operationId: 'putFundOpening',
        summary: 'Takes the fund over from its paper book at the close of a day',
        description:
          'Put the capital by source and the available principal that the book states, with the ' +
          'document they rest on; then enter the loans, each with its `opening` (R32). Nothing is ' +
          'known of days before: what asks for one is refused with `before-opening`. Put again, it ' +
          'corrects the whole: refused where money that was entered since would become impossible.',
        tags,
        body: OpeningBody,
        response: { 200: Closed({ ...Opening.properties, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const put = putFundOpening(tx, by, openingIn(request.body), seenVersions(request));
        sendVersion(reply, put.id);
        const { recordedAt } = put;
        return {
          ...present(openingOf(tx, recordedAt), recordedAt),
          affects: await affectsOfAct(tx),
        };
      }),
  );
};
