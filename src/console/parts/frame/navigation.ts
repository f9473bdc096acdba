import type { Permission } from '../../api/me.ts';
import { words } from '../../words/words.ts';

/** A way to a screen. */
export interface NavItem {
  readonly to: string;
  readonly text: string;
  /** Who may not do this does not see the way. */
  readonly needs?: Permission;
  /** The way is shown as taken on this address only, not on those below. */
  readonly isExact?: boolean;
}

export interface NavGroup {
  readonly title: string;
  readonly items: readonly NavItem[];
}

const { nav } = words;

/** The ways to the screens, in the order of a day's work. */
export const NAVIGATION: readonly NavGroup[] = [
  {
    title: nav.groups.work,
    items: [
      { to: '/', text: nav.overview, needs: 'reports:read', isExact: true },
      { to: '/receipts/new', text: nav.newReceipt, needs: 'receipts:write' },
      { to: '/receipts', text: nav.receipts, needs: 'receipts:read', isExact: true },
      { to: '/deadlines', text: nav.deadlines, needs: 'litigation:read' },
      { to: '/proposed-acts', text: nav.toConfirm, needs: 'proposals:read' },
    ],
  },
  {
    title: nav.groups.lending,
    items: [
      { to: '/cooperatives', text: nav.cooperatives, needs: 'cooperatives:read' },
      { to: '/loans', text: nav.loans, needs: 'loans:read' },
      { to: '/collaterals', text: nav.collaterals, needs: 'collateral:read' },
    ],
  },
  {
    title: nav.groups.recovery,
    items: [
      { to: '/notices', text: nav.notices, needs: 'notices:read' },
      { to: '/promises', text: nav.promises, needs: 'collection:read' },
      { to: '/cases', text: nav.cases, needs: 'litigation:read' },
    ],
  },
  {
    title: nav.groups.reports,
    items: [
      { to: '/report', text: nav.section, needs: 'reports:read' },
      { to: '/issued-reports', text: nav.issuedReports, needs: 'reports:read' },
      { to: '/reports/debt-classification', text: nav.reports, needs: 'reports:read' },
      { to: '/kept-classifications', text: nav.kept, needs: 'reports:read' },
      { to: '/forecast', text: nav.forecast, needs: 'reports:read' },
    ],
  },
  {
    title: nav.groups.books,
    items: [
      { to: '/quarters', text: nav.quarters, needs: 'ledger:read' },
      { to: '/entries', text: nav.entries, needs: 'ledger:read' },
      { to: '/ledger', text: nav.ledger, needs: 'ledger:read' },
      { to: '/fund', text: nav.fund, needs: 'fund:read' },
      { to: '/imports', text: nav.imports, needs: 'imports:read' },
    ],
  },
  {
    title: nav.groups.director,
    items: [
      { to: '/settings', text: nav.settings, needs: 'fund:read' },
      { to: '/schedule', text: nav.schedule, needs: 'schedule:read' },
      { to: '/tokens', text: nav.tokens, needs: 'tokens:read' },
      { to: '/webhooks', text: nav.webhooks, needs: 'webhooks:read' },
      { to: '/personal-data', text: nav.persons, needs: 'persons:read' },
      { to: '/audit', text: nav.audit, needs: 'audit:read' },
    ],
  },
];
