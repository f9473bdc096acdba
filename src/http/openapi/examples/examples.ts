import { COLLATERAL_EXAMPLES } from './collateral.ts';
import { FUND_EXAMPLES } from './fund.ts';
import type { Examples } from './ids.ts';
import { HANDOVER_EXAMPLES } from './handovers.ts';
import { IMPORT_EXAMPLES } from './imports.ts';
import { LOAN_EXAMPLES } from './loans.ts';
import { OPERATOR_EXAMPLES } from './operators.ts';
import { PAPER_EXAMPLES } from './papers.ts';
import { PLACE_EXAMPLES } from './places.ts';
import { REVERSAL_EXAMPLES } from './reversals.ts';
import { SCHEDULE_EXAMPLES } from './schedule.ts';
import { SECOND_PERSON_EXAMPLES } from './secondPerson.ts';
import { WEBHOOK_EXAMPLES } from './webhooks.ts';

/**
 * An example of every operation that has a body or needs a parameter, by `operationId`. They are of one
 * fund and one loan in 2023, in which each can be sent after those it rests on.
 */
export const EXAMPLES: Examples = {
  ...FUND_EXAMPLES,
  ...PLACE_EXAMPLES,
  ...LOAN_EXAMPLES,
  ...COLLATERAL_EXAMPLES,
  ...PAPER_EXAMPLES,
  ...REVERSAL_EXAMPLES,
  ...HANDOVER_EXAMPLES,
  ...IMPORT_EXAMPLES,
  ...SCHEDULE_EXAMPLES,
  ...SECOND_PERSON_EXAMPLES,
  ...WEBHOOK_EXAMPLES,
  ...OPERATOR_EXAMPLES,
};
