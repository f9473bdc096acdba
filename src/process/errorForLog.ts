/** How deep causes are followed; deeper ones say nothing new. */
const MAX_DEPTH = 5;

const FRAME = /^\s+at /;

/** PostgreSQL's errors about a value (class 22) quote the value. */
const ABOUT_A_VALUE = /^22/;

function messageOf(error: Error & { code?: unknown }): string {
  // drizzle adds the parameters of a statement to its text.
  const [message = ''] = error.message.split(/\nparams: /, 1);
  const isAboutValue = typeof error.code === 'string' && ABOUT_A_VALUE.test(error.code);
  return isAboutValue ? message.replace(/".*"/s, '"…"') : message;
}

const named = (error: object, name: string): Record<string, string> => {
  const value: unknown = (error as Record<string, unknown>)[name];
  return typeof value === 'string' ? { [name]: value } : {};
};

/**
 * An error for the log: what went wrong and where, without the values of a statement's parameters and
 * rows, which are the fund's data. Only what is named here is taken over.
 */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const message = messageOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const goesOn = depth < MAX_DEPTH;
  return {
    type: error.constructor.name,
    message,
    stack: [`${error.name}: ${message}`, ...frames].join('\n'),
    ...named(error, 'code'),
    ...named(error, 'constraint'),
    ...named(error, 'table'),
    ...(cause instanceof Error && goesOn ? { cause: errorForLog(cause, depth + 1) } : {}),
    ...(Array.isArray(errors) && goesOn
      ? { errors: errors.map((each) => errorForLog(each, depth + 1)) }
      : {}),
  };
}
