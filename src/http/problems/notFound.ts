import { DomainError } from '../../domain/primitives/errors.ts';

/** What stands under each collection of the addresses, by its name in the singular. */
const THINGS: Readonly<Record<string, string>> = {
  accounts: 'account',
  'capital-movements': 'capital movement',
  'charge-offs': 'charge off',
  'collateral-changes': 'collateral change',
  'collateral-releases': 'collateral release',
  'collateral-valuations': 'collateral valuation',
  collaterals: 'collateral',
  'collection-entries': 'collection entry',
  cooperatives: 'cooperative',
  'debt-group-overrides': 'debt group override',
  decisions: 'decision',
  deliveries: 'delivery',
  disbursements: 'disbursement',
  'freeze-ends': 'freeze end',
  freezes: 'freeze',
  funds: 'fund',
  'handover-entries': 'handover entry',
  handovers: 'handover',
  holidays: 'year',
  imports: 'import',
  'income-movements': 'income movement',
  'issued-reports': 'issued report',
  lines: 'line',
  'litigation-cases': 'litigation case',
  invitations: 'invitation',
  loans: 'loan',
  'locality-changes': 'locality change',
  'kept-classifications': 'kept classification',
  'notice-drafts': 'notice draft',
  'notice-runs': 'notice run',
  notices: 'notice',
  periods: 'quarter',
  users: 'user',
  'place-counts': 'count',
  places: 'place',
  problems: 'problem code',
  'proposed-acts': 'proposed act',
  'rate-changes': 'rate change',
  recalls: 'recall',
  repayments: 'repayment',
  'scheduled-work': 'scheduled work',
  restructurings: 'restructuring',
  stages: 'litigation stage',
  tokens: 'token',
  transfers: 'transfer',
  'trustee-statements': 'trustee statement',
  waivers: 'waiver',
  'write-offs': 'write off',
  webhooks: 'webhook',
};

/** What a parameter of an address names, such as `/v1/loans/:id` a loan. */
export function thingAt(route: string, parameter: string): string {
  const [, collection = ''] = new RegExp(`([\\w-]+)/[:{]${parameter}\\b`).exec(route) ?? [];
  return THINGS[collection] ?? parameter;
}

/** More of an address than anybody needs to see what is wrong with it. */
const MOST_CHARACTERS = 200;

const cut = (text: string) => text.slice(0, MOST_CHARACTERS);

/** A path that leads nowhere. */
export function noAddress(path: string): DomainError {
  return new DomainError('not-found', { figures: { path: cut(path) } });
}

/**
 * A parameter of a path that cannot name anything: an id that is no id, a quarter that is none.
 *
 * @param route its pattern, such as `/v1/loans/:id`
 * @param parameter the one that is wrong
 */
export function nothingNamed(route: string, parameter: string, given: string): DomainError {
  const what = thingAt(route, parameter);
  const name = cut(given);
  const figures = /id$/i.test(parameter) ? { what, id: name } : { what, name };
  return new DomainError('not-found', { figures });
}
