import type { Shape } from '../../api/client.ts';

type Sent = Shape<'SentHandover'>;

/** The text of a file that was chosen. */
export interface ReadDocument {
  readonly name: string;
  readonly text: string;
}

/** What is said of a borrower: the id of the one that it is, or a code of its own. */
export interface BorrowerAnswer {
  /** Of this fund; empty: it is another one. */
  readonly sameAs: string;
  readonly newCode: string;
}

/** What is said of what a document leaves open, by its code, number or name. */
export interface Answers {
  readonly documentNumber: string;
  readonly cooperatives: Readonly<Record<string, BorrowerAnswer>>;
  readonly contracts: Readonly<Record<string, string>>;
  readonly localities: Readonly<Record<string, string>>;
  /** What becomes of a source of capital; empty: it is joined with the one of the same name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly ownRules: boolean;
}

export const NO_ANSWERS: Answers = {
  documentNumber: '',
  cooperatives: {},
  contracts: {},
  localities: {},
  sources: {},
  ownRules: false,
};

/** The document as it is sent, with what is said so far. */
export function bodyOf({ text }: ReadDocument, answers: Answers): Sent {
  const { documentNumber, cooperatives, contracts, localities, sources, ownRules } = answers;
  const filled = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).filter(([, value]) => value.trim() !== '');
  return {
    document: text,
    documentNumber,
    cooperatives: Object.entries(cooperatives).map(([code, { sameAs, newCode }]) => ({
      code,
      sameAs: sameAs === '' ? null : sameAs,
      ...(newCode.trim() === '' ? {} : { newCode }),
    })),
    contracts: filled(contracts).map(([number, newNumber]) => ({ number, newNumber })),
    localities: filled(localities).map(([name, newName]) => ({ name, newName })),
    sources: filled(sources).map(([source, as]) => ({ source, as })),
    ownRules,
  };
}
