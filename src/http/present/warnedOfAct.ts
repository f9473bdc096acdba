import type { IncomingHttpHeaders } from 'node:http';
import { creditWarnings } from '../../usecases/loans/creditWarnings.ts';
import type { AppServices } from '../../usecases/view/services.ts';
import { languageOf } from '../negotiation/language.ts';
import { warned, type Warned, type Warning } from '../problems/warnings.ts';

/**
 * What an answer warns of: credits that the act under way has made beside a debt, after what else
 * there is to say. Ask when the whole act is recorded.
 */
export function warnedOfAct(
  tx: Parameters<typeof creditWarnings>[0],
  { clock }: Pick<AppServices, 'clock'>,
  { headers }: { readonly headers: IncomingHttpHeaders },
  others: readonly Warning[] = [],
): Warned {
  const credits = creditWarnings(tx, clock.today());
  return warned([...others, ...credits], languageOf(headers['accept-language']));
}
