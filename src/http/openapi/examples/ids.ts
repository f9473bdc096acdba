/** An id of an example, of the form that the service gives; no fund has it. */
const id = (number: number) => `0195f3f0-5b6e-7c3a-9d53-${String(number).padStart(12, '0')}`;

/**
 * What the ids in the examples are of. Each stands for what the operation answers that enters such a
 * thing; put the ids of your own fund in their place.
 */
export const EXAMPLE_IDS = {
  cooperative: id(1),
  loan: id(2),
  otherLoan: id(3),
  capitalMovement: id(4),
  disbursement: id(5),
  repayment: id(6),
  recall: id(7),
  restructuring: id(8),
  rateChange: id(9),
  freeze: id(10),
  freezeEnd: id(58),
  waiver: id(11),
  chargeOff: id(12),
  writeOff: id(40),
  debtGroupOverride: id(13),
  collectionEntry: id(14),
  litigationCase: id(15),
  stage: id(16),
  noticeRun: id(17),
  notice: id(18),
  issuedReport: id(19),
  token: id(20),
  localityChange: id(21),
  place: id(31),
  transfer: id(32),
  placeCount: id(33),
  trusteeStatement: id(34),
  incomeMovement: id(35),
  collateral: id(51),
  collateralChange: id(52),
  collateralValuation: id(53),
  collateralRelease: id(54),
  import: id(22),
  keptClassification: id(23),
  noticeDraft: id(24),
  webhook: id(50),
  invitation: id(60),
  user: id(61),
  proposedAct: id(70),
  handover: id(55),
  handoverEntry: id(56),
  takenLoan: id(57),
  fund: id(62),
} as const;

/** The values with which an operation can be asked. */
export interface Example {
  /** The parameters it needs, those in the address and in the query. */
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly body?: object;
}

/** Examples by `operationId`. */
export type Examples = Readonly<Record<string, Example>>;

/** What asks about one thing, by its id. */
export const ofId = (name: keyof typeof EXAMPLE_IDS): Example => ({
  parameters: { id: EXAMPLE_IDS[name] },
});
