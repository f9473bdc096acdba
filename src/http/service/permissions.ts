import type { Actor } from '../../usecases/access/authenticate.ts';

/**
 * What may be asked, and by which routes: the one table of permissions. A permission that ends in
 * `:read` only reads; those of `DIRECTOR_ONLY` are the director's. The names of the others are the
 * scopes that an integration's token can have.
 */
const ROUTES_OF = {
  'reports:read': [
    'GET /v1/reports/fund-section',
    'GET /v1/reports/fund-section/lines/:path',
    'GET /v1/reports/fund-section/series',
    'GET /v1/issued-reports',
    'GET /v1/issued-reports/:id',
    'GET /v1/issued-reports/:id/comparison',
    'GET /v1/kept-classifications',
    'GET /v1/kept-classifications/:id',
    'GET /v1/kept-classifications/:id/comparison',
    'GET /v1/reports/debt-classification',
    'GET /v1/reports/arrears-ageing',
    'GET /v1/reports/interest-receivable',
    'GET /v1/reports/charged-off',
    'GET /v1/reports/projection',
    'GET /v1/reports/projection/accuracy',
    'GET /v1/reports/recovery',
    'GET /v1/reports/litigation',
    'GET /v1/reports/lending',
    'GET /v1/fund',
  ],
  'reports:write': ['POST /v1/reports/fund-section/issues', 'POST /v1/kept-classifications'],
  'schedule:read': [
    'GET /v1/scheduled-work',
    'GET /v1/scheduled-work/:kind',
    'GET /v1/scheduled-runs',
  ],
  'schedule:write': ['PUT /v1/scheduled-work/:kind', 'POST /v1/scheduled-work/:kind/runs'],
  'fund:read': [
    'GET /v1/fund/versions',
    'GET /v1/fund/opening',
    'GET /v1/fund/capital-movements',
    'GET /v1/capital-movements/:id',
    'GET /v1/fund/holidays/:year',
    'GET /v1/vietnam-holidays',
    'GET /v1/fund/lending-suspension',
    'GET /v1/fund/plan',
    'GET /v1/fund/places',
    'GET /v1/fund/transfers',
    'GET /v1/transfers/:id',
    'GET /v1/fund/income-movements',
    'GET /v1/income-movements/:id',
    'GET /v1/places/:id/movements',
    'GET /v1/places/:id/counts',
    'GET /v1/places/:id/statements',
    'GET /v1/policies',
    'GET /v1/fund/document-settings',
  ],
  'fund:write': [
    'PATCH /v1/fund',
    'POST /v1/fund/capital-movements',
    'POST /v1/capital-movements/:id/reversal',
    'PUT /v1/fund/holidays/:year',
    'POST /v1/fund/holidays',
    'PUT /v1/fund/document-settings',
    'PUT /v1/fund/plan',
    'POST /v1/fund/places',
    'POST /v1/places/:id/reversal',
    'POST /v1/fund/transfers',
    'POST /v1/transfers/:id/reversal',
    'POST /v1/fund/income-movements',
    'POST /v1/income-movements/:id/reversal',
    'POST /v1/places/:id/counts',
    'POST /v1/place-counts/:id/reversal',
    'POST /v1/places/:id/statements',
    'POST /v1/trustee-statements/:id/reversal',
  ],
  'settings:write': [
    'PUT /v1/fund/opening',
    'PUT /v1/fund/lending-suspension',
    'POST /v1/policies',
  ],
  'cooperatives:read': [
    'GET /v1/cooperatives',
    'GET /v1/cooperatives/:id',
    'GET /v1/cooperatives/:id/versions',
    'GET /v1/cooperatives/locality-changes',
    'GET /v1/locality-changes/:id',
  ],
  'cooperatives:write': [
    'POST /v1/cooperatives',
    'PUT /v1/cooperatives/:id',
    'POST /v1/cooperatives/locality-changes',
    'POST /v1/locality-changes/:id/reversal',
  ],
  'loans:read': [
    'GET /v1/loans',
    'GET /v1/loans/:id',
    'GET /v1/loans/:id/position',
    'GET /v1/loans/:id/schedule',
    'GET /v1/loans/:id/interest',
    'GET /v1/loans/:id/statement',
    'GET /v1/loans/:id/payoff',
    'GET /v1/loans/:id/debt-confirmation',
    'GET /v1/loans/:id/debt-groups',
    'GET /v1/loans/:id/disbursements',
    'GET /v1/loans/:id/recalls',
    'GET /v1/loans/:id/decisions',
    'GET /v1/disbursements/:id',
    'GET /v1/recalls/:id',
    'GET /v1/decisions/:id',
    'GET /v1/loans/:id/recovery-plan',
    'GET /v1/loans/:id/origin',
  ],
  'loans:write': [
    'POST /v1/loans',
    'POST /v1/loans/:id/disbursements',
    'POST /v1/disbursements/:id/reversal',
    'POST /v1/loans/:id/rate-changes',
    'POST /v1/rate-changes/:id/reversal',
    'PUT /v1/loans/:id/recovery-plan',
  ],
  'collateral:read': [
    'GET /v1/collaterals',
    'GET /v1/collaterals/:id',
    'GET /v1/collateral-releases/:id/letter',
  ],
  'collateral:write': [
    'POST /v1/collaterals',
    'PUT /v1/collaterals/:id',
    'POST /v1/collaterals/:id/valuations',
    'POST /v1/collaterals/:id/release',
    'POST /v1/collaterals/:id/reversal',
    'POST /v1/collateral-changes/:id/reversal',
    'POST /v1/collateral-valuations/:id/reversal',
    'POST /v1/collateral-releases/:id/reversal',
  ],
  'contracts:correct': ['POST /v1/loans/:id/correction', 'POST /v1/loans/:id/void'],
  'receipts:read': ['GET /v1/repayments', 'GET /v1/repayments/:id', 'GET /v1/loans/:id/repayments'],
  'receipts:write': [
    'POST /v1/loans/:id/repayments',
    'POST /v1/loans/:id/repayments/preview',
    'POST /v1/receipts',
    'POST /v1/receipts/preview',
    'POST /v1/repayments/:id/reversal',
    'POST /v1/loans/:id/reallocation',
    'POST /v1/loans/:id/reallocation/preview',
  ],
  'decisions:write': [
    'POST /v1/loans/:id/restructurings',
    'POST /v1/restructurings/:id/reversal',
    'POST /v1/loans/:id/recalls',
    'POST /v1/recalls/:id/withdrawal',
    'POST /v1/recalls/:id/reversal',
    'POST /v1/loans/:id/freezes',
    'POST /v1/freezes/:id/end',
    'POST /v1/freezes/:id/reversal',
    'POST /v1/freeze-ends/:id/reversal',
    'POST /v1/loans/:id/waivers',
    'POST /v1/waivers/:id/reversal',
    'POST /v1/loans/:id/charge-offs',
    'POST /v1/charge-offs/:id/reversal',
    'POST /v1/loans/:id/write-offs',
    'POST /v1/write-offs/:id/reversal',
    'POST /v1/loans/:id/debt-group-overrides',
    'POST /v1/debt-group-overrides/:id/reversal',
  ],
  'litigation:read': [
    'GET /v1/litigation-cases',
    'GET /v1/litigation-cases/:id',
    'GET /v1/litigation-cases/:id/claim',
    'GET /v1/litigation-cases/:id/enforcement-request',
    'GET /v1/deadlines',
  ],
  'collection:read': ['GET /v1/cooperatives/:id/collection-entries', 'GET /v1/promises'],
  'collection:write': [
    'POST /v1/cooperatives/:id/collection-entries',
    'POST /v1/collection-entries/:id/reversal',
  ],
  'litigation:write': [
    'POST /v1/litigation-cases',
    'POST /v1/litigation-cases/preview',
    'POST /v1/litigation-cases/:id/stages',
    'POST /v1/litigation-cases/:id/stages/preview',
    'POST /v1/litigation-cases/:id/stages/:stageId/reversal',
  ],
  'notices:read': [
    'GET /v1/notice-runs',
    'GET /v1/notice-runs/:id',
    'GET /v1/notice-drafts',
    'GET /v1/notice-drafts/:id',
    'GET /v1/notices',
    'GET /v1/notices/:id',
  ],
  'notices:write': [
    'POST /v1/notice-runs',
    'POST /v1/notice-drafts',
    'POST /v1/notice-drafts/:id/release',
    'POST /v1/notice-drafts/:id/reversal',
    'POST /v1/loans/:id/overdue-notices',
    'POST /v1/recalls/:id/notices',
    'POST /v1/notices/:id/supersession',
    'POST /v1/notices/:id/deliveries',
    'POST /v1/notices/:id/reversal',
  ],
  'imports:read': [
    'GET /v1/imports',
    'GET /v1/imports/template',
    'GET /v1/imports/:id',
    'GET /v1/imports/:id/faults',
    'GET /v1/imports/:id/rows',
  ],
  'imports:write': ['POST /v1/imports', 'POST /v1/imports/:id/entry'],
  'imports:reverse': ['POST /v1/imports/:id/reversal'],
  'handovers:read': ['GET /v1/fund/handover', 'GET /v1/fund/handovers'],
  'handovers:write': [
    'POST /v1/fund/handover',
    'POST /v1/handovers/:id/reversal',
    'POST /v1/fund/handovers/check',
    'POST /v1/fund/handovers',
    'POST /v1/handover-entries/:id/reversal',
  ],
  'ledger:read': [
    'GET /v1/entries',
    'GET /v1/ledger/trial-balance',
    'GET /v1/ledger/verification',
    'GET /v1/ledger/accounts/:code',
    'GET /v1/ledger/journal',
    'GET /v1/periods',
    'GET /v1/periods/:quarter',
  ],
  'proposals:read': ['GET /v1/proposed-acts', 'GET /v1/proposed-acts/:id'],
  'proposals:write': [
    'POST /v1/proposed-acts/:id/confirmation',
    'POST /v1/proposed-acts/:id/rejection',
    'POST /v1/proposed-acts/:id/withdrawal',
  ],
  'periods:write': ['POST /v1/periods/:quarter/closing', 'POST /v1/periods/:quarter/reopening'],
  'audit:read': ['GET /v1/audit-events'],
  'persons:read': ['GET /v1/personal-data/accesses'],
  'persons:export': ['POST /v1/personal-data/export'],
  'events:read': ['GET /v1/events'],
  'webhooks:read': ['GET /v1/webhooks', 'GET /v1/webhooks/:id', 'GET /v1/webhooks/:id/deliveries'],
  'webhooks:write': [
    'POST /v1/webhooks',
    'PUT /v1/webhooks/:id',
    'POST /v1/webhooks/:id/end',
    'POST /v1/webhooks/:id/secret-rotation',
    'POST /v1/webhooks/:id/test',
    'POST /v1/webhooks/:id/replay',
    'POST /v1/webhooks/:id/deliveries/:number/redelivery',
  ],
  'operator:read': ['GET /v1/operator/funds', 'GET /v1/operator/acts'],
  'operator:write': ['POST /v1/operator/funds', 'PUT /v1/operator/funds/:id/limits'],
  'tokens:read': ['GET /v1/tokens', 'GET /v1/invitations', 'GET /v1/users', 'GET /v1/role-claims'],
  'tokens:write': [
    'POST /v1/tokens',
    'POST /v1/tokens/:id/revocation',
    'POST /v1/invitations',
    'POST /v1/invitations/:id/withdrawal',
    'POST /v1/programs',
    'POST /v1/role-claims',
    'POST /v1/users/:id/revocation',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Permission = keyof typeof ROUTES_OF;

export const PERMISSIONS = Object.keys(ROUTES_OF) as readonly Permission[];

/**
 * What the director alone may do. Reversing a director's decision is the director's too. A rate
 * change is no such decision (R7), so the accountant may enter it and reverse it.
 */
const DIRECTOR_ONLY: ReadonlySet<string> = new Set<Permission>([
  'settings:write',
  'contracts:correct',
  'imports:reverse',
  'handovers:write',
  'decisions:write',
  'periods:write',
  'persons:export',
  'schedule:write',
  'tokens:write',
  'webhooks:write',
]);

/** What whoever runs the installation may do, and no token of a fund. */
const OPERATORS: ReadonlySet<string> = new Set<Permission>(['operator:read', 'operator:write']);

/** Whether an operator of the installation is asked for, not a token of a fund. */
export const isOperators = (permission: Permission): boolean => OPERATORS.has(permission);

/** What tells who is let in and looked at whom, and where what the fund does is sent: for those who supervise. */
const SUPERVISED: ReadonlySet<string> = new Set<Permission>([
  'persons:read',
  'tokens:read',
  'webhooks:read',
]);

/** What only persons do: a program is no second person. */
const PERSONS_ONLY: ReadonlySet<string> = new Set<Permission>(['proposals:write']);

/**
 * The scopes that an integration's token can have: all but what the director alone may do, tokens,
 * webhooks and what takes a person.
 */
export const GRANTABLE = PERMISSIONS.filter(
  (each) => ![DIRECTOR_ONLY, SUPERVISED, PERSONS_ONLY, OPERATORS].some((some) => some.has(each)),
);

/** The permission that each route needs, by `METHOD /path`. */
export type PermissionByRoute = ReadonlyMap<string, Permission>;

export const PERMISSION_BY_ROUTE: PermissionByRoute = new Map(
  PERMISSIONS.flatMap((permission) => ROUTES_OF[permission].map((route) => [route, permission])),
);

const reads = (permission: Permission): boolean => permission.endsWith(':read');

/** Whether a token may do what needs a permission. */
export function may(
  { role, scopes }: Pick<Actor, 'role' | 'scopes'>,
  permission: Permission,
): boolean {
  if (isOperators(permission)) return false;
  switch (role) {
    case 'director':
      return true;
    case 'accountant':
      return !DIRECTOR_ONLY.has(permission) && !SUPERVISED.has(permission);
    case 'auditor':
      return reads(permission);
    case 'integration':
      return scopes.includes(permission);
  }
}

/** The roles that have a permission by themselves. */
export function rolesOf(permission: Permission): string[] {
  const roles = ['director', 'accountant', 'auditor'] as const;
  return roles.filter((role) => may({ role, scopes: [] }, permission));
}
