import { filled, words } from '../../words/words.ts';

const said = words.webhooks;

/** In words, what events of a noun are about; as the API has it where a later service knows more. */
export const nounText = (noun: string): string =>
  noun in said.nouns ? said.nouns[noun as keyof typeof said.nouns] : noun;

/** A type of events in words: `repayment.recorded` is the recording of a receipt. */
export function typeText(type: string): string {
  const [noun = '', act = ''] = type.split('.');
  return act in said.acts
    ? filled(said.typeText, {
        noun: nounText(noun),
        act: said.acts[act as keyof typeof said.acts],
      })
    : type;
}
