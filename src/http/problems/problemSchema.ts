import { Closed, Name, Figures } from '../schema/schemas.ts';
import { Type } from 'typebox';
import { ERROR_CODES } from './problems.ts';

/** What every refusal looks like (RFC 9457); `code` lists all there are. */
export const Problem = Closed(
  {
    type: Type.String({
      description: 'Explains the code.',
      examples: ['/problems/more-than-payoff'],
    }),
    title: Type.String({ examples: ['More than the payoff'] }),
    status: Type.Integer({ examples: [422] }),
    detail: Type.String({ description: 'What to do; in Vietnamese where the request prefers it.' }),
    code: Name(ERROR_CODES, { examples: ['more-than-payoff'] }),
    requestId: Type.String({ description: 'Find it in the log by this.' }),
    rule: Type.Optional(Type.String({ examples: ['R11'] })),
    figures: Type.Optional(Figures),
    errors: Type.Optional(
      Type.Array(
        Closed({
          pointer: Type.String({
            description:
              'JSON pointer into the body, `?name` of a query parameter, or the name of a header.',
            examples: ['/principalSchedule/instalments/0/dueOn'],
          }),
          message: Type.String({ examples: ['must be a date that exists, as YYYY-MM-DD'] }),
        }),
      ),
    ),
  },
  { $id: 'Problem', description: 'A refusal (RFC 9457).' },
);
