import { Type, type Static } from 'typebox';
import type { FundAct } from '../../../book/fund.ts';
import type { ImportKnown } from '../../../book/imports.ts';
import type { ImportFault } from '../../../domain/imports/faults.ts';
import type { AskedImport, ImportState } from '../../../domain/imports/state.ts';
import {
  notReady,
  refuseEntered,
  refuseEntryAlone,
  requireImport,
} from '../../../usecases/imports/enterImport.ts';
import { importsSent } from '../../../usecases/imports/lookUpImports.ts';
import { reverseImport } from '../../../usecases/imports/reverseImport.ts';
import { sendImport } from '../../../usecases/imports/sendImport.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { limitsFor, requireRoom, requireRoomForFile } from '../../../usecases/operators/limits.ts';
import type { Actor } from '../../../usecases/access/authenticate.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import { languageOf, type Language } from '../../negotiation/language.ts';
import { recordedOf } from '../../present/present.ts';
import { Reason } from '../../present/shapes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { Closed, IdParams, Nullable, Page, PageQuery } from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { App, Routes } from '../../service/appTypes.ts';
import {
  addFileBodies,
  FILE_BYTES,
  FILE_TYPES,
  otherType,
  refuseOtherDigest,
  refuseUnreadable,
} from './importBodies.ts';
import {
  answersOf,
  AnswersQuery,
  Import,
  ImportRow,
  MOST_FAULTS_SHOWN,
  presentAssumption,
  presentFault,
  unreadFault,
} from './importShapes.ts';

const iso = (instant: Date | null | undefined): string | null => instant?.toISOString() ?? null;

function headOf({ file, entered }: ImportKnown): Static<typeof ImportRow> {
  const { id, fileName, sha256, byteCount } = file;
  const enteredAt = entered === null ? null : new Date(entered.entry.recordedAt);
  const reversedAt = iso(entered?.reversedAt);
  return {
    id,
    fileName,
    sha256,
    byteCount,
    enteredAt: iso(enteredAt),
    reversedAt,
    ...recordedOf(file),
  };
}

const NOTHING = {
  kind: null,
  sheets: [],
  faults: [],
  faultCount: 0,
  assumed: [],
  wouldEnter: { cooperatives: 0, loans: 0, disbursements: 0, receipts: 0 },
  available: null,
  ignored: [],
};

const isStanding = ({ entered }: ImportKnown): boolean =>
  entered !== null && entered.reversedAt === null;

/** Where a file stands: entered once the fund says so, whatever this process still knows of it. */
export function statusOf(
  known: ImportKnown,
  { status }: ImportState,
): Static<typeof Import>['status'] {
  if (isStanding(known)) return 'entered';
  // The fund was read just before it was entered.
  return status === 'entered' ? 'entering' : status;
}

/** How far this process is with a file. */
export function stateOf(
  { importRunner }: Pick<AppServices, 'importRunner'>,
  known: ImportKnown,
  asked: AskedImport,
): ImportState {
  const state = importRunner.look(asked);
  if (state.status !== 'entered' || known.entered === null || isStanding(known)) return state;
  // Another process has taken back what this one entered: the file is read again.
  importRunner.forget(asked);
  return importRunner.look(asked);
}

function progressOf(known: ImportKnown, state: ImportState): Static<typeof Import>['progress'] {
  const status = statusOf(known, state);
  if (status !== 'reading' && status !== 'entering') return null;
  const phase = state.status === 'reading' ? state.phase : 'entering';
  const { done = 0, total = 0 } = ('progress' in state ? state.progress : null) ?? {};
  return { phase, done, total };
}

/** All faults of a file, as far as it is checked. */
export function faultsOf(known: ImportKnown, state: ImportState): readonly ImportFault[] {
  if (statusOf(known, state) !== 'checked' || state.status !== 'checked') return [];
  return [...state.checked.faults, ...state.refused];
}

export function presentImport(
  known: ImportKnown,
  state: ImportState,
  language: Language,
): Static<typeof Import> {
  const status = statusOf(known, state);
  const head = { ...headOf(known), status, progress: progressOf(known, state) };
  if (state.status === 'reading') return { ...head, ...NOTHING };
  if (state.status === 'failed') {
    const faults = [unreadFault(state.refusal, language)];
    return { ...head, ...NOTHING, faults, faultCount: 1 };
  }
  const { book, assumed, wouldEnter, available } = state.checked;
  const faults = faultsOf(known, state);
  return {
    ...head,
    kind: book.kind,
    sheets: book.sheets.map((sheet) => ({
      ...sheet,
      columns: [...sheet.columns],
      sums: [...sheet.sums],
      subtotals: [...sheet.subtotals],
    })),
    faults: faults.slice(0, MOST_FAULTS_SHOWN).map((each) => presentFault(each, language)),
    faultCount: faults.length,
    assumed: assumed.map((each) => presentAssumption(each, language)),
    wouldEnter,
    available,
    ignored: [
      ...(book.hasMacros ? (['macros'] as const) : []),
      ...(book.hasExternalLinks ? (['external-links'] as const) : []),
    ],
  };
}

/** What is asked of the runner about an import. */
export const askedOf = ({ clock }: AppServices, actor: Actor, importId: string): AskedImport => ({
  actor,
  importId,
  today: clock.today(),
});

const tags = ['Imports'];

/** The content of a request's body of any of the types of files. */
const FileBody = {
  content: Object.fromEntries(
    FILE_TYPES.map((type) => [type, { schema: { type: 'string', format: 'binary' } as const }]),
  ),
};

function addSending(app: App, services: AppServices): void {
  addFileBodies(app);
  app.post(
    '/v1/imports',
    {
      bodyLimit: FILE_BYTES,
      config: { idempotency: 'required' },
      // What a file holds is not for a schema to judge.
      validatorCompiler: ({ httpPart, schema }) =>
        httpPart === 'body' || httpPart === 'headers'
          ? () => true
          : (app.validatorCompiler?.({ httpPart, schema } as never) ?? (() => true)),
      schema: {
        operationId: 'sendImport',
        summary: 'Takes a register or book as a file: reads it, understands it, enters nothing',
        description:
          'The file is the body as it is, XLSX, ODS or CSV (`,` `;` or tab; UTF-8, UTF-16 or Windows-1258), at ' +
          'most 20 MiB, 50,000 rows a sheet. `Content-Digest` is held against the body. Tables are ' +
          'found by their headings; `GET /v1/imports/template` has headings that are surely understood. ' +
          'Answers at once; `Location` is polled until `status` is `checked` (R36). What the file leaves open ' +
          'is a fault that names the parameter by which it can be said here.',
        tags,
        querystring: Closed(AnswersQuery),
        body: FileBody as never,
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const { actor, headers } = request;
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes)) throw otherType();
      const asked = request.query as Parameters<typeof answersOf>[0];
      refuseOtherDigest(headers['content-digest'] as string | undefined, bytes);
      refuseUnreadable(bytes);
      const limits = await limitsFor(services, actor);
      const by = { today: services.clock.today() };
      const sent = { fileName: asked.fileName, bytes, answers: answersOf(asked) };
      const reading: ImportState = { status: 'reading', phase: 'reading', progress: null };
      const answer = await act(
        services,
        request,
        reply,
        202,
        async (fund) => {
          await requireRoomForFile(fund, limits, bytes.length);
          const id = await sendImport(fund, by, sent);
          const known = requireImport(fund, id, new Date(fund.book.through));
          return presentImport(known, reading, languageOf(headers['accept-language']));
        },
        ({ id }) => `/v1/imports/${id}`,
      );
      services.importRunner.look(askedOf(services, actor, answer.id));
      return answer;
    },
  );
}

/** Files that are sent to be taken over (R36). */
export const importRoutes: Routes = (app, services) => {
  // A place of their own: only here bodies are files.
  void app.register((own, _, done) => {
    addSending(own as unknown as App, services);
    done();
  });
};

/**
 * A file that can be entered, with how far it is.
 *
 * @throws DomainError not-found, import-entered, import-not-ready
 */
function requireReady({ importRunner }: AppServices, fund: FundAct, asked: AskedImport) {
  const { importId } = asked;
  refuseEntered(fund, importId);
  const known = requireImport(fund, importId, new Date(fund.book.through));
  const state = stateOf({ importRunner }, known, asked);
  const faults = faultsOf(known, state).length;
  if (state.status === 'entering') return { known, state };
  if (state.status === 'checked' && faults === 0 && state.checked.planned.length > 0) {
    return { known, state };
  }
  // What the fund refused of it may have been set right since: it is checked again.
  if (faults > 0) importRunner.forget(asked);
  throw notReady(state.status, faults);
}

/** A checked file is entered as a whole. */
export const importEntryRoutes: Routes = (app, services) => {
  app.post(
    '/v1/imports/:id/entry',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'enterImport',
        summary: 'Enters a checked file without faults: all of it or nothing',
        description:
          'Its rows go through the same checks as single entries, in one act, behind which other ' +
          'entries of the fund wait. Answers at once; `Location` is polled until `status` is `entered`. If ' +
          'the service is stopped meanwhile, nothing is entered, and it is asked for again, under another ' +
          'key. A file that is refused for its faults is checked again: the fund may have what it lacked. ' +
          'If a second person confirms it, the confirmation enters it, and is answered when all is entered.',
        tags,
        params: IdParams,
        body: Nullable(Closed({}, { title: 'ImportEntry', description: 'Nothing more is said.' })),
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const { actor, params, headers, confirms, ip: address, id: requestId } = request;
      const asked = askedOf(services, actor, params.id);
      const limits = await limitsFor(services, actor);
      const language = languageOf(headers['accept-language']);
      // An answer that is given again begins nothing again.
      let isBegun = false;
      const answer = await act(
        services,
        request,
        reply,
        202,
        async (fund) => {
          // An act may be carried out again where the database gives way.
          isBegun = false;
          const { known, state } = requireReady(services, fund, asked);
          const { wouldEnter } = state.checked;
          if (state.status === 'checked') {
            requireRoom(fund, limits, 'cooperatives', wouldEnter.cooperatives);
            requireRoom(fund, limits, 'loans', wouldEnter.loans);
          }
          if (confirms === null) {
            refuseEntryAlone(fund, { file: known.file, wouldEnter, today: asked.today });
            isBegun = true;
          } else await services.importRunner.enterNow(fund, asked);
          const now = requireImport(fund, params.id, new Date(fund.book.through));
          return presentImport(now, state, language);
        },
        ({ id }) => `/v1/imports/${id}`,
      );
      if (isBegun) services.importRunner.enter(asked, { address, requestId });
      if (confirms !== null) services.importRunner.forget(asked);
      return answer;
    },
  );
};

/** What a file entered is taken back as a whole. */
export const importReversalRoutes: Routes = (app, services) => {
  app.post(
    '/v1/imports/:id/reversal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reverseImport',
        summary: 'Takes back all that a file entered, while nothing else stands on it',
        description:
          'Receipts, disbursements, contracts and cooperatives that it entered are reversed, the last first. ' +
          'What was reversed by itself before stays so. The file can be corrected and sent again.',
        tags,
        params: IdParams,
        body: Reason,
        response: {
          201: Closed({
            importId: Type.String(),
            reversed: Type.Integer({ description: 'How many facts were reversed.' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const answer = await act(services, request, reply, 201, async (fund) => {
        const asked = { importId: params.id, reason: body.reason };
        return { importId: params.id, reversed: await reverseImport(fund, asked) };
      });
      services.importRunner.forget({ actor, importId: params.id });
      return answer;
    },
  );
};

/** How far files are. */
export const importLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/imports',
    {
      schema: {
        operationId: 'listImports',
        summary: 'Lists the files that were sent, the last one first',
        description: 'Each with whether it was entered, and whether that was reversed.',
        tags,
        querystring: Closed(PageQuery),
        response: { 200: Page(ImportRow) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, {}, (fund, { knownAt }) => {
        const { limit = 50 } = query;
        const [recordedAt] = keyAfter(query.cursor, [isInstant]) ?? [];
        const before = recordedAt === undefined ? undefined : new Date(recordedAt);
        const rows = importsSent(fund, { before, limit: limit + 1 }, knownAt);
        return pageOf(rows.map(headOf), limit, (row) => [row.recordedAt]);
      }),
  );

  app.get(
    '/v1/imports/:id',
    {
      schema: {
        operationId: 'getImport',
        summary: 'What a file was understood as, its faults, and how far it is',
        description:
          'Nothing of a file is kept but the file: it is read again if nobody asked for it for long, and ' +
          'its `status` is `reading` meanwhile. Messages are in Vietnamese if `Accept-Language` prefers it.',
        tags,
        params: IdParams,
        querystring: Closed({}),
        response: { 200: Import },
      },
    },
    ({ actor, params, headers }) =>
      readAsKnown(services, actor, {}, (fund, { knownAt }) => {
        const known = requireImport(fund, params.id, knownAt);
        const state = stateOf(services, known, askedOf(services, actor, params.id));
        return presentImport(known, state, languageOf(headers['accept-language']));
      }),
  );
};
