/** How a fund's documents are headed, signed and sent (R24). */
export interface Letter {
  /** The line above the issuer; null: none. */
  readonly superiorName: string | null;
  readonly issuerName: string;
  /** After the number: `12/TB-QHT`. */
  readonly symbol: string;
  readonly place: string | null;
  readonly signatoryTitle: string;
  readonly signatoryName: string | null;
  readonly recipients: readonly string[];
  readonly accountNumber: string | null;
  readonly accountHolder: string | null;
  readonly bankName: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  /** By which authorities know the fund. */
  readonly taxCode: string | null;
}

/** What a fund has settled of it; what is null is by default or left out. */
export type DocumentSettings = {
  readonly [Name in keyof Letter]: Name extends 'recipients' ? Letter[Name] : string | null;
};

export const NO_SETTINGS: DocumentSettings = {
  superiorName: null,
  issuerName: null,
  symbol: null,
  place: null,
  signatoryTitle: null,
  signatoryName: null,
  recipients: [],
  accountNumber: null,
  accountHolder: null,
  bankName: null,
  address: null,
  phone: null,
  taxCode: null,
};

/** The settings with the fund's own name and the defaults in place of what is null. */
export function letterOf(
  settings: DocumentSettings,
  fund: { readonly code: string; readonly name: string; readonly province: string },
): Letter {
  const { issuerName, symbol, signatoryTitle, place, ...rest } = settings;
  return {
    ...rest,
    issuerName: issuerName ?? fund.name,
    symbol: symbol ?? fund.code,
    place: place ?? (fund.province === '' ? null : fund.province),
    signatoryTitle: signatoryTitle ?? 'GIÁM ĐỐC',
  };
}
