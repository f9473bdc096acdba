import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { Refusal } from './api/client.ts';
import { loaded } from './api/loaded.ts';
import { readMe } from './api/me.ts';
import { isDay } from './format/days.ts';
import { searchIn, searchOf } from './format/addresses.ts';
import { Frame } from './parts/frame/Frame.tsx';
import { NotFound, Broken } from './parts/frame/NotFound.tsx';
import { Reading } from './parts/Read.tsx';
import { SignIn } from './pages/access/SignIn.tsx';

/** What every address may carry: the day that figures stand at, and what was known by when. */
export interface Search {
  readonly asOf?: string;
  readonly knownAt?: string;
}

function validateSearch({ asOf, knownAt }: Record<string, unknown>): Search {
  return {
    ...(isDay(asOf) ? { asOf } : {}),
    ...(typeof knownAt === 'string' && knownAt !== '' ? { knownAt } : {}),
  };
}

const root = createRootRoute({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignIn,
  validateSearch: ({ to }: Record<string, unknown>): { readonly to?: string } =>
    typeof to === 'string' && /^\/(?!\/)/.test(to) ? { to } : {},
});

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  validateSearch,
  search: { middlewares: [retainSearchParams<Search>(['asOf', 'knownAt'])] },
  beforeLoad: async ({ location }) => {
    try {
      await readMe();
    } catch (error) {
      if (error instanceof Refusal && error.problem.code === 'unauthorized') {
        throw redirect({ to: '/sign-in', search: { to: location.href }, hash: location.hash });
      }
      throw error;
    }
  },
});

const inFrame = { getParentRoute: () => frame } as const;

/** A text of an address. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Takes texts out of an address; what is missing is left out. */
function texts<Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>): { readonly [K in Name]?: string } =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = text(search[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ) as { readonly [K in Name]?: string };
}

/** A screen, which is fetched when it is wanted. */
const screen = <Code extends Record<string, unknown>, Name extends keyof Code>(
  load: () => Promise<Code>,
  name: Name,
) => lazyRouteComponent(async () => loaded(load), name);

const children = [
  createRoute({
    ...inFrame,
    path: '/',
    component: screen(async () => import('./pages/fund/Overview.tsx'), 'Overview'),
  }),
  createRoute({
    ...inFrame,
    path: '/receipts/new',
    validateSearch: texts('loan', 'case'),
    component: screen(async () => import('./pages/loans/NewReceipt.tsx'), 'NewReceipt'),
  }),
  createRoute({
    ...inFrame,
    path: '/receipts',
    validateSearch: texts('voucherNumber', 'from', 'to', 'recordedOn', 'method', 'receipt'),
    component: screen(async () => import('./pages/loans/ReceiptsBook.tsx'), 'ReceiptsBook'),
  }),
  createRoute({
    ...inFrame,
    path: '/loans',
    validateSearch: texts(
      'q',
      'standing',
      'locality',
      'debtGroup',
      'source',
      'kind',
      'purpose',
      'voided',
    ),
    component: screen(async () => import('./pages/loans/Loans.tsx'), 'Loans'),
  }),
  createRoute({
    ...inFrame,
    path: '/loans/new',
    validateSearch: texts('cooperative'),
    component: screen(async () => import('./pages/loans/NewLoan.tsx'), 'NewLoan'),
  }),
  createRoute({
    ...inFrame,
    path: '/loans/$id',
    validateSearch: texts('tab', 'from', 'to'),
    component: screen(async () => import('./pages/loans/Loan.tsx'), 'Loan'),
  }),
  createRoute({
    ...inFrame,
    path: '/cooperatives',
    validateSearch: texts('q', 'kind', 'locality'),
    component: screen(async () => import('./pages/borrowers/Borrowers.tsx'), 'Borrowers'),
  }),
  createRoute({
    ...inFrame,
    path: '/cooperatives/$id',
    validateSearch: texts('tab'),
    component: screen(async () => import('./pages/borrowers/Borrower.tsx'), 'Borrower'),
  }),
  createRoute({
    ...inFrame,
    path: '/entries',
    validateSearch: texts('recordedOn', 'recordedBy', 'kind'),
    component: screen(async () => import('./pages/books/DayBook.tsx'), 'DayBook'),
  }),
  createRoute({
    ...inFrame,
    path: '/quarters',
    component: screen(async () => import('./pages/books/Quarters.tsx'), 'Quarters'),
  }),
  createRoute({
    ...inFrame,
    path: '/quarters/$quarter',
    component: screen(async () => import('./pages/books/Quarter.tsx'), 'Quarter'),
  }),
  createRoute({
    ...inFrame,
    path: '/ledger',
    validateSearch: texts('tab', 'account', 'from', 'to'),
    component: screen(async () => import('./pages/books/Ledger.tsx'), 'Ledger'),
  }),
  createRoute({
    ...inFrame,
    path: '/notices',
    validateSearch: texts('quarter', 'status', 'kind', 'run'),
    component: screen(async () => import('./pages/notices/Notices.tsx'), 'Notices'),
  }),
  createRoute({
    ...inFrame,
    path: '/notices/$id',
    component: screen(async () => import('./pages/notices/Notice.tsx'), 'Notice'),
  }),
  createRoute({
    ...inFrame,
    path: '/proposed-acts',
    validateSearch: texts('status'),
    component: screen(async () => import('./pages/secondPerson/ProposedActs.tsx'), 'ProposedActs'),
  }),
  createRoute({
    ...inFrame,
    path: '/notice-drafts/$id',
    component: screen(async () => import('./pages/notices/NoticeDraft.tsx'), 'NoticeDraft'),
  }),
  createRoute({
    ...inFrame,
    path: '/report',
    validateSearch: texts('periodStart', 'line'),
    component: screen(async () => import('./pages/reports/Section.tsx'), 'Section'),
  }),
  createRoute({
    ...inFrame,
    path: '/issued-reports',
    component: screen(async () => import('./pages/reports/IssuedReports.tsx'), 'IssuedReports'),
  }),
  createRoute({
    ...inFrame,
    path: '/issued-reports/$id',
    validateSearch: texts('line'),
    component: screen(async () => import('./pages/reports/IssuedReport.tsx'), 'IssuedReport'),
  }),
  createRoute({
    ...inFrame,
    path: '/kept-classifications',
    component: screen(
      async () => import('./pages/reports/KeptClassifications.tsx'),
      'KeptClassifications',
    ),
  }),
  createRoute({
    ...inFrame,
    path: '/kept-classifications/$id',
    component: screen(
      async () => import('./pages/reports/KeptClassification.tsx'),
      'KeptClassification',
    ),
  }),
  createRoute({
    ...inFrame,
    path: '/reports/$name',
    validateSearch: texts('by', 'periodStart'),
    component: screen(async () => import('./pages/reports/Reports.tsx'), 'Reports'),
  }),
  createRoute({
    ...inFrame,
    path: '/forecast',
    component: screen(async () => import('./pages/reports/Forecast.tsx'), 'Forecast'),
  }),
  createRoute({
    ...inFrame,
    path: '/collaterals',
    validateSearch: texts('q', 'state', 'kind'),
    component: screen(async () => import('./pages/collateral/Collaterals.tsx'), 'Collaterals'),
  }),
  createRoute({
    ...inFrame,
    path: '/collaterals/new',
    validateSearch: texts('loan'),
    component: screen(async () => import('./pages/collateral/NewCollateral.tsx'), 'NewCollateral'),
  }),
  createRoute({
    ...inFrame,
    path: '/collaterals/$id',
    component: screen(async () => import('./pages/collateral/Collateral.tsx'), 'Collateral'),
  }),
  createRoute({
    ...inFrame,
    path: '/cases',
    validateSearch: texts('stage', 'court', 'cooperative'),
    component: screen(async () => import('./pages/court/Cases.tsx'), 'Cases'),
  }),
  createRoute({
    ...inFrame,
    path: '/cases/new',
    validateSearch: texts('cooperative'),
    component: screen(async () => import('./pages/court/NewCase.tsx'), 'NewCase'),
  }),
  createRoute({
    ...inFrame,
    path: '/cases/$id',
    component: screen(async () => import('./pages/court/Case.tsx'), 'Case'),
  }),
  createRoute({
    ...inFrame,
    path: '/promises',
    validateSearch: texts('state'),
    component: screen(async () => import('./pages/collection/Promises.tsx'), 'Promises'),
  }),
  createRoute({
    ...inFrame,
    path: '/deadlines',
    validateSearch: texts('kind', 'until', 'lapsed'),
    component: screen(async () => import('./pages/collection/Deadlines.tsx'), 'Deadlines'),
  }),
  createRoute({
    ...inFrame,
    path: '/fund',
    validateSearch: texts('tab', 'place', 'from', 'to'),
    component: screen(async () => import('./pages/fund/Fund.tsx'), 'Fund'),
  }),
  createRoute({
    ...inFrame,
    path: '/imports',
    component: screen(async () => import('./pages/imports/Imports.tsx'), 'Imports'),
  }),
  createRoute({
    ...inFrame,
    path: '/imports/$id',
    component: screen(async () => import('./pages/imports/Import.tsx'), 'Import'),
  }),
  createRoute({
    ...inFrame,
    path: '/settings',
    validateSearch: texts('tab', 'policy', 'year'),
    component: screen(async () => import('./pages/policies/Settings.tsx'), 'Settings'),
  }),
  createRoute({
    ...inFrame,
    path: '/schedule',
    component: screen(async () => import('./pages/schedule/Schedule.tsx'), 'Schedule'),
  }),
  createRoute({
    ...inFrame,
    path: '/tokens',
    component: screen(async () => import('./pages/access/Tokens.tsx'), 'Tokens'),
  }),
  createRoute({
    ...inFrame,
    path: '/webhooks',
    validateSearch: texts('id'),
    component: screen(async () => import('./pages/events/Webhooks.tsx'), 'Webhooks'),
  }),
  createRoute({
    ...inFrame,
    path: '/personal-data',
    validateSearch: texts('subject', 'on'),
    component: screen(async () => import('./pages/persons/PersonalData.tsx'), 'PersonalData'),
  }),
  createRoute({
    ...inFrame,
    path: '/audit',
    validateSearch: texts('subject', 'recordedOn', 'actor'),
    component: screen(async () => import('./pages/books/AuditTrail.tsx'), 'AuditTrail'),
  }),
] as const;

export const router = createRouter({
  parseSearch: searchIn,
  stringifySearch: searchOf,
  routeTree: root.addChildren([signIn, frame.addChildren(children)]),
  defaultPendingComponent: Reading,
  defaultErrorComponent: Broken,
  // A screen is fetched when a link to it is pointed at.
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
