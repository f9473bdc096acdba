import { words } from '../../words/words.ts';

const { sources } = words.fund;

/** What a source of capital is called: by the law’s word, or by its own name. */
export function nameOfSource(source: string): string {
  return source in sources ? sources[source as keyof typeof sources] : source;
}
