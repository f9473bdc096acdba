import { inWordsOf } from '../../documents/words/vocabulary.ts';
import type { ErrorFigures, NamedAmounts } from '../../domain/primitives/errors.ts';
import type { Language } from '../negotiation/language.ts';

const MONEY = { en: [',', ' VND'], vi: ['.', ' đồng'] } as const;

const OWN_RECEIPT = { en: 'this receipt', vi: 'chính phiếu này' } as const;

/** An amount with what it is of: a component, or a voucher and its day. */
function printNamed(named: NamedAmounts[number], language: Language): string {
  const { component, voucherNumber = '', effectiveOn = '', amount = '' } = named;
  const money = print(amount, 'money', language);
  if (component !== undefined) return `${inWordsOf(component, language)} ${money}`;
  const day = print(effectiveOn, 'date', language);
  // A receipt that is previewed may have no number yet.
  const receipt = voucherNumber === '' ? OWN_RECEIPT[language] : voucherNumber;
  return `${receipt} ${language === 'vi' ? 'ngày' : 'of'} ${day} (${money})`;
}

function print(value: ErrorFigures[string], form: string | undefined, language: Language): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return value
      .map((each) =>
        typeof each === 'string' ? print(each, form, language) : printNamed(each, language),
      )
      .join(', ');
  }
  const text = String(value);
  if (form === 'word') return inWordsOf(text, language);
  if (form === 'money') {
    const [separator, unit] = MONEY[language];
    return text.replace(/\B(?=(\d{3})+$)/g, separator) + unit;
  }
  const date = form === 'date' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  if (date === null || language === 'en') return text;
  return `${date[3]}/${date[2]}/${date[1]}`;
}

const PLACE = /\{(\w+)(?::(\w+))?\}/g;

/** A template of the problem table with its figures; parts in `[ ]` without theirs are dropped. */
export function fill(template: string, figures: ErrorFigures, language: Language): string {
  const given = (part: string) =>
    [...part.matchAll(PLACE)].every(([, name = '']) => Object.hasOwn(figures, name));
  return template
    .replace(/\[([^\]]*)\]/g, (_, part: string) => (given(part) ? part : ''))
    .replace(PLACE, (_, name: string, form: string | undefined) =>
      print(figures[name] ?? '', form, language),
    );
}
