import type { Shape } from '../../api/client.ts';
import { filled, words } from '../../words/words.ts';

export type Section = Shape<'FundSection'>;

/** A figure of the section: its place in the answer, and what it says. */
export interface SectionFigure {
  readonly path: string;
  /** Money as digits, a count, or a day. */
  readonly value: string | number | null;
  readonly isDay?: boolean;
  /** A figure that stands smaller below this one. */
  readonly below?: { readonly path: string; readonly value: string | number };
  readonly isBad?: boolean;
}

/** What belongs together in the section. */
export interface SectionGroup {
  readonly key: 'lending' | 'capital' | 'interest' | 'litigation' | 'yearEnd';
  readonly figures: readonly SectionFigure[];
}

const figure = (path: string, value: string | number | null): SectionFigure => ({ path, value });

function lending({
  borrowers,
  inTermPrincipal,
  overduePrincipal,
  ...section
}: Section): SectionFigure[] {
  return [
    figure('borrowers.withDebt', borrowers.withDebt),
    figure('borrowers.inTerm', borrowers.inTerm),
    { ...figure('borrowers.overdue', borrowers.overdue), isBad: borrowers.overdue > 0 },
    {
      ...figure('inTermPrincipal.amount', inTermPrincipal.amount),
      below: { path: 'inTermPrincipal.borrowers', value: inTermPrincipal.borrowers },
    },
    {
      ...figure('overduePrincipal.amount', overduePrincipal.amount),
      below: { path: 'overduePrincipal.borrowers', value: overduePrincipal.borrowers },
      isBad: overduePrincipal.borrowers > 0,
    },
    { ...figure('lastDisbursementOn', section.lastDisbursementOn), isDay: true },
  ];
}

function capital({
  charterCapital,
  availablePrincipal,
  principalEntrusted,
}: Section): SectionFigure[] {
  const { takenOver, entrusted } = availablePrincipal;
  return [
    figure('charterCapital', charterCapital),
    figure('availablePrincipal.amount', availablePrincipal.amount),
    figure('availablePrincipal.broughtForward', availablePrincipal.broughtForward),
    figure('availablePrincipal.collected', availablePrincipal.collected),
    figure('availablePrincipal.disbursed', availablePrincipal.disbursed),
    figure('availablePrincipal.contributed', availablePrincipal.contributed),
    ...(takenOver === undefined ? [] : [figure('availablePrincipal.takenOver', takenOver)]),
    ...(entrusted === undefined ? [] : [figure('availablePrincipal.entrusted', entrusted)]),
    ...(principalEntrusted === undefined ? [] : [figure('principalEntrusted', principalEntrusted)]),
  ];
}

/** The figures of the section in the order of its chapters. */
export function groupsOf(section: Section): SectionGroup[] {
  const { interestCollected, litigation, recalls, projectedYearEnd } = section;
  return [
    { key: 'lending', figures: lending(section) },
    { key: 'capital', figures: capital(section) },
    {
      key: 'interest',
      figures: (['total', 'inTerm', 'overdue', 'late'] as const).map((part) =>
        figure(`interestCollected.${part}`, interestCollected[part]),
      ),
    },
    {
      key: 'litigation',
      figures: [
        {
          ...figure('litigation.sued', litigation.sued),
          below: { path: 'litigation.overdueBorrowers', value: litigation.overdueBorrowers },
        },
        {
          ...figure('recalls.recalled', recalls.recalled),
          below: { path: 'recalls.inTermBorrowers', value: recalls.inTermBorrowers },
        },
      ],
    },
    {
      key: 'yearEnd',
      figures: (
        [
          'availablePrincipal',
          'expectedTotal',
          'plannedDisbursements',
          'plannedContributions',
        ] as const
      ).map((part) => figure(`projectedYearEnd.${part}`, projectedYearEnd[part])),
    },
  ];
}

/** The parts of a source of capital that the section has figures of. */
export const SOURCE_PARTS = [
  'capital',
  'outstanding',
  'available',
  'chargedOff',
  'entrusted',
] as const;

/** How a figure is called, by its place in the section. */
export function nameOfFigure(path: string, sources: Section['sources'] = []): string {
  const { figures, parts, ofSource, allSources } = words.section;
  if (Object.hasOwn(figures, path)) return figures[path as keyof typeof figures];
  const [head, name = '', part = name] = path.split('.');
  const known = SOURCE_PARTS.find((each) => each === part);
  if (known === undefined) return path;
  const source =
    head === 'sourcesTotal' ? allSources : sources.find((each) => each.source === name)?.name;
  return filled(ofSource, { source: source ?? name, part: parts[known] });
}
