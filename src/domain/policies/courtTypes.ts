import { DOCKET_TYPES } from './docketTypes.ts';

/** For what a court or an enforcement office is there: the dockets of a debt, and bankruptcy (R26, R38). */
export const MATTERS = [...DOCKET_TYPES, 'bankruptcy'] as const;

export type Matter = (typeof MATTERS)[number];

/**
 * What enforces a judgment: the agency of a province, a section of it for a region, or an office of
 * enforcement officers (văn phòng thi hành án dân sự).
 */
export const OFFICE_KINDS = ['state_agency', 'regional_section', 'private_office'] as const;

/** The stages of enforcement that a law may have besides those of R26 (R38). */
export const ENFORCEMENT_STAGES = [
  'enforcement_stayed',
  'enforcement_resumed',
  'enforcement_suspended',
  'enforcement_entrusted',
  'request_returned',
  'enforcement_terminated',
] as const;

export type EnforcementStage = (typeof ENFORCEMENT_STAGES)[number];
