import { Type } from 'typebox';
import type { ErrorCode } from '../../../domain/primitives/errors.ts';
import type { Routes } from '../../service/appTypes.ts';
import { ERROR_CODES, PROBLEMS } from '../../problems/problems.ts';
import { fill } from '../../problems/problemText.ts';
import { Closed, Name } from '../../schema/schemas.ts';

const said = (code: ErrorCode, language: 'en' | 'vi') => ({
  title: PROBLEMS[code].title[language],
  detail: fill(PROBLEMS[code].detail[language], {}, language),
});

const explain = (code: ErrorCode) => ({
  code,
  status: PROBLEMS[code].status,
  en: said(code, 'en'),
  vi: said(code, 'vi'),
});

const Said = Closed({
  title: Type.String({ examples: ['More than the payoff'] }),
  detail: Type.String({ description: 'What it means in general, and what to do.' }),
});

const Explanation = Closed(
  {
    code: Name(ERROR_CODES),
    status: Type.Integer({ examples: [422] }),
    en: Said,
    vi: Said,
  },
  { title: 'ProblemExplanation' },
);

const tags = ['Service'];

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Type.Unsafe({ $ref: 'Problem#' }) } },
});

const LIMITED = refused('`too-many-requests`');

/**
 * The pages the `type` of a problem names: what its code means and what to do, in both languages.
 */
export const problemRoutes: Routes = (app) => {
  app.get(
    '/problems',
    {
      config: { public: true },
      schema: {
        operationId: 'listProblems',
        summary: 'Lists the codes of all refusals',
        description:
          'Every code that a refusal can have, by name, with its status and what to do, in both ' +
          'languages. A refusal itself says the same with its figures.',
        tags,
        security: [],
        response: { 200: Closed({ data: Type.Array(Explanation) }), 429: LIMITED },
      },
    },
    () => ({ data: ERROR_CODES.map(explain) }),
  );

  app.get(
    '/problems/:code',
    {
      config: { public: true },
      schema: {
        operationId: 'explainProblem',
        summary: 'Explains the code of a refusal',
        description: 'The address that the `type` of a refusal names.',
        tags,
        security: [],
        params: Closed({ code: Name(ERROR_CODES, { description: 'The `code` of a refusal.' }) }),
        response: { 200: Explanation, 404: refused('`not-found`'), 429: LIMITED },
      },
    },
    ({ params: { code } }) => explain(code),
  );
};

/** What stands at the root: where to read on. */
export const rootRoutes: Routes = (app) => {
  const places = { docs: '/docs', openapi: '/openapi.json', problems: '/problems' };
  app.get('/', { schema: { hide: true }, config: { public: true } }, () => ({
    service: 'Cooperative Support Fund',
    ...places,
  }));
};
