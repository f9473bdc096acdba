import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  changeCollateral,
  releaseCollateral,
  valueCollateral,
} from '../../../usecases/collateral/changeCollateral.ts';
import { enterCollateral } from '../../../usecases/collateral/enterCollateral.ts';
import { collateralAfterAct } from '../../../usecases/collateral/lookUpCollateral.ts';
import { owedOfReleased } from '../../../usecases/collateral/owedOfReleased.ts';
import { valuedAfterRelease } from '../../../usecases/collateral/valuedAfterRelease.ts';
import { languageOf } from '../../negotiation/language.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { Warnings } from '../../present/shapes.ts';
import { warned, type Warning } from '../../problems/warnings.ts';
import { Closed, IdParams } from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  ChangedCollateral,
  Collateral,
  collateralOf,
  NewCollateral,
  NewRelease,
  NewValuation,
  present,
  presentRelease,
  presentValuation,
  ReleaseRow,
  ValuationRow,
  valuationOf,
} from './collateralShapes.ts';

const tags = ['Collateral'];

const told = (warnings: readonly Warning[], { headers }: Pick<FastifyRequest, 'headers'>) =>
  warned(warnings, languageOf(headers['accept-language']));

const LATE =
  'Of a closed quarter, with `bookedOn`, a day of an open quarter, and why: provisions of the days before ' +
  'stay as they were (R22, R42).';

/** Entering collateral, and changing it (R41). */
export const collateralRoutes: Routes = (app, services) => {
  app.post(
    '/v1/collaterals',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'enterCollateral',
        summary: 'Enters an asset that secures loans',
        description:
          'Its owner is the borrower, another cooperative, or a person or organisation by name. What may be ' +
          'deducted of its value lowers the specific provision of the loans that it secures, by their ' +
          `principal (R41, Decree 86/2024 art. 4–6). ${LATE}`,
        tags,
        body: NewCollateral,
        response: { 201: Closed({ ...Collateral.properties, warnings: Type.Optional(Warnings) }) },
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
          const { body } = request;
          const asked = { ...collateralOf(body), effectiveOn: body.effectiveOn ?? null };
          const { collateralId, warnings } = enterCollateral(tx, by, asked);
          const entered = await collateralAfterAct(tx, collateralId, by.today);
          return { ...present(entered), ...told(warnings, request) };
        },
        ({ id }) => `/v1/collaterals/${id}`,
      ),
  );

  app.put(
    '/v1/collaterals/:id',
    {
      schema: {
        operationId: 'changeCollateral',
        summary: 'Changes an asset from a day on, or corrects what was entered of it',
        description:
          'Send the whole of it, and why. With `effectiveOn` it is a real change, which counts from that ' +
          'day: a loan added or taken out, the right to sell. Without, it is a correction, which counts for ' +
          'all days; one that repeats kind, loans and the right to sell leaves their history. Valuations ' +
          `that the list adds are recorded, those that it leaves out are reversed (R41). ${LATE}`,
        tags,
        params: IdParams,
        body: ChangedCollateral,
        response: { 200: Closed({ ...Collateral.properties, warnings: Type.Optional(Warnings) }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { id } = request.params;
        const { effectiveOn: changedOn = null, reason } = request.body;
        const changed = { ...collateralOf(request.body), changedOn, reason };
        changeCollateral(tx, by, id, changed, seenVersions(request));
        const put = await collateralAfterAct(tx, id, by.today);
        sendVersion(reply, put.version);
        const warnings = valuedAfterRelease(tx, id, changed.valuations);
        return { ...present(put), ...told(warnings, request) };
      }),
  );
};

/** Valuing collateral anew, and releasing it (R41). */
export const collateralFactRoutes: Routes = (app, services) => {
  app.post(
    '/v1/collaterals/:id/valuations',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'valueCollateral',
        summary: 'Records what an asset was found to be worth on a day',
        description:
          'From that day on the new value counts; earlier days keep the one before (R41). Of a day there is ' +
          'one valuation: reverse a wrong one first. One dated after the release of the asset is told in ' +
          `\`warnings\`. ${LATE}`,
        tags,
        params: IdParams,
        body: NewValuation,
        response: {
          201: Closed({ ...ValuationRow.properties, warnings: Type.Optional(Warnings) }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const valued = valueCollateral(tx, by, request.params.id, valuationOf(request.body));
        const warnings = valuedAfterRelease(tx, request.params.id, [valued]);
        return { ...presentValuation(valued), ...told(warnings, request) };
      }),
  );

  app.post(
    '/v1/collaterals/:id/release',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'releaseCollateral',
        summary: 'Releases an asset: from the day on it secures nothing',
        description:
          'When the loans that it secured are settled, or by a decision before that: what is still owed, and a ' +
          `valuation of a later day, are told in \`warnings\` (R41). ${LATE}`,
        tags,
        params: IdParams,
        body: NewRelease,
        response: { 201: Closed({ ...ReleaseRow.properties, warnings: Type.Optional(Warnings) }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { releasedOn, documentNumber, note = null } = request.body;
        const asked = { releasedOn, documentNumber, note };
        const { id } = request.params;
        const owed = await owedOfReleased(tx, id, { asOf: releasedOn, today: by.today });
        const released = releaseCollateral(tx, by, id, asked);
        const valued = valuedAfterRelease(tx, id);
        return {
          ...presentRelease(released),
          ...told([...owed, ...valued], request),
        };
      }),
  );
};
