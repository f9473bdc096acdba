/** What an asset that secures loans is (R41); a deposit is one in đồng with the fund itself. */
export const COLLATERAL_KINDS = [
  'real_estate',
  'vehicle',
  'machinery',
  'deposit',
  'other',
] as const;

export type CollateralKind = (typeof COLLATERAL_KINDS)[number];

/** One value of each kind of collateral. */
export type ByCollateralKind<Value> = Readonly<Record<CollateralKind, Value>>;
