import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../../../openapi/openapi.d.ts';
import { language } from '../words/words.ts';

/** A shape of the document, by its name there. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Problem = Shape<'Problem'>;

/** What the service refused, with what to do. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The service gave no answer: it cannot be reached, or is busy. The act may have been carried out. */
export class Unanswered extends Error {}

/** The service keeps an act for a second person to confirm: nothing has taken effect. */
export class Waiting extends Error {
  readonly proposal: Shape<'ProposedAct'>;

  constructor(proposal: Shape<'ProposedAct'>) {
    super(proposal.id);
    this.proposal = proposal;
  }
}

const WAITS = 202;

const PROPOSED_ACTS = '/v1/proposed-acts/';

const isWaiting = ({ status, headers }: Response): boolean =>
  status === WAITS && (headers.get('location') ?? '').startsWith(PROPOSED_ACTS);

const BUSY = 503;

const TOO_MANY = 429;

/** Whether the service will answer in a moment. Guesses of a token wait longer, and are told so. */
function isBusy({ status, headers }: Response): boolean {
  return status === BUSY || (status === TOO_MANY && (headers.get('retry-after') ?? '').length <= 1);
}

async function refuse(response: Response): Promise<never> {
  if (isBusy(response)) throw new Unanswered(`${response.status}`);
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'code' in body) {
    throw new Refusal(body as Problem);
  }
  throw new Unanswered(`${response.status}`);
}

/**
 * Asks the service; what it refuses is thrown, and so is what waits for a second person.
 *
 * @throws Refusal @throws Unanswered @throws Waiting
 */
export async function ask(request: Request): Promise<Response> {
  const response = await fetch(request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw new Unanswered('no connection', { cause: error });
  });
  if (isWaiting(response)) throw new Waiting((await response.json()) as Shape<'ProposedAct'>);
  return response.ok ? response : refuse(response);
}

const inLanguage: Middleware = {
  onRequest({ request }) {
    request.headers.set('accept-language', language);
    return request;
  },
};

/** The answers of an act that was carried out: what waits is thrown. */
type Done<Answers> = 200 extends keyof Answers
  ? Omit<Answers, 202>
  : 201 extends keyof Answers
    ? Omit<Answers, 202>
    : Answers;

type Answered<Operation> = Operation extends { readonly responses: infer Answers }
  ? Omit<Operation, 'responses'> & { responses: Done<Answers> }
  : Operation;

type Paths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: Answered<paths[Path][Method]> };
};

/** The client of the API: each path, field and answer as the OpenAPI document says it. */
export const api = createClient<Paths, 'application/json'>({
  baseUrl: location.origin,
  fetch: ask,
  headers: { accept: 'application/json, application/problem+json' },
});
api.use(inLanguage);

/** The body of an answer. */
export async function bodyOf<T>(answer: Promise<{ readonly data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}
