import { Type } from 'typebox';
import type { ErrorCode } from '../../../domain/primitives/errors.ts';
import type { Routes } from '../../service/appTypes.ts';
import { ERROR_CODES, PROBLEMS } from '../../problems/problems.ts';
import { fill } from '../../problems/problemText.ts';
import { Closed, Name } from '../../schema/schemas.ts';

const explain = (code: ErrorCode, language: 'en' | 'vi') => ({
  title: PROBLEMS[code].title[language],
  detail: fill(PROBLEMS[code].detail[language], {}, language),
});

const Explanation = Closed({ title: Type.String(), detail: Type.String() });

/**
 * The pages the `type` of a problem names: what its code means and what to do, in both languages.
 */
export const problemRoutes: Routes = (app) => {
  app.get(
    '/problems/:code',
    {
      config: { public: true },
      schema: {
        summary: 'Explains the code of a refusal',
        tags: ['Service'],
        security: [],
        params: Closed({ code: Name(ERROR_CODES) }),
        response: {
          200: Closed({
            code: Name(ERROR_CODES),
            status: Type.Integer(),
            en: Explanation,
            vi: Explanation,
          }),
        },
      },
    },
    ({ params: { code } }) => ({
      code,
      status: PROBLEMS[code].status,
      en: explain(code, 'en'),
      vi: explain(code, 'vi'),
    }),
  );
};
