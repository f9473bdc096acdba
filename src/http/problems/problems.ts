import type { ErrorCode } from '../../domain/primitives/errors.ts';
import { BOOKS } from './kinds/books.ts';
import { COLLECTION } from './kinds/collection.ts';
import { DECISIONS } from './kinds/decisions.ts';
import { HANDOVER } from './kinds/handover.ts';
import { IMPORTS } from './kinds/imports.ts';
import { LENDING } from './kinds/lending.ts';
import { LOAN_OPENING } from './kinds/opening.ts';
import { PLACES } from './kinds/places.ts';
import { RECEIPTS } from './kinds/receipts.ts';
import { REQUEST } from './kinds/request.ts';
import { SCHEDULE } from './kinds/schedule.ts';
import { SIGN_ON } from './kinds/signOn.ts';
import { SECOND_PERSON } from './kinds/secondPerson.ts';
import { WEBHOOKS } from './kinds/webhooks.ts';
import type { ProblemKind } from './problemKind.ts';

/** The one table from a refusal to its answer. */
export const PROBLEMS: Readonly<Record<ErrorCode, ProblemKind>> = {
  ...REQUEST,
  ...LENDING,
  ...LOAN_OPENING,
  ...RECEIPTS,
  ...DECISIONS,
  ...COLLECTION,
  ...BOOKS,
  ...PLACES,
  ...HANDOVER,
  ...IMPORTS,
  ...SCHEDULE,
  ...SIGN_ON,
  ...SECOND_PERSON,
  ...WEBHOOKS,
};

export const ERROR_CODES = Object.keys(PROBLEMS).sort() as ErrorCode[];
