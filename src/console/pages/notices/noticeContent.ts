import type { Shape } from '../../api/client.ts';

/** A run of days of one balance and rate. */
export interface ContentSegment {
  readonly balance: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly ratePercent: string;
  readonly interest: string;
}

/** The interest of a class: what accrued, and what of it was paid before. */
export interface ContentInterest {
  readonly segments: readonly ContentSegment[];
  readonly owed: string;
  /** Of a quarterly notice. */
  readonly broughtForward?: string;
  readonly settledSince?: string;
  /** Of a demand notice. */
  readonly settledBefore?: string;
}

export interface ContentInstalment {
  readonly dueOn: string;
  readonly amount: string;
}

export type InterestClass = 'inTermInterest' | 'overdueInterest' | 'lateInterest';

/** The figures of a notice as it was issued, of each kind the fields it has. */
export interface NoticeFigures {
  readonly standing: Shape<'Position'>['standing'];
  readonly principalOutstanding: string;
  readonly overduePrincipal: string;
  /** Of a quarterly notice what it asks for; of a demand notice the sum. */
  readonly principal:
    | string
    | {
        readonly overdue: readonly ContentInstalment[];
        readonly dueInQuarter: readonly ContentInstalment[];
        readonly total: string;
      };
  readonly instalments?: readonly ContentInstalment[];
  readonly recalledPrincipal?: string;
  readonly interest: Readonly<Record<InterestClass, ContentInterest>>;
  readonly total: string;
}

/** The figures of a notice; the service keeps them as they were. */
export function figuresOf({ content }: Pick<Shape<'Notice'>, 'content'>): NoticeFigures {
  return content as unknown as NoticeFigures;
}

/** What a notice asks for of the principal, and the instalments that come to it. */
export function principalOf({ principal, instalments = [] }: NoticeFigures): {
  readonly total: string;
  readonly instalments: readonly ContentInstalment[];
} {
  return typeof principal === 'string'
    ? { total: principal, instalments }
    : { total: principal.total, instalments: [...principal.overdue, ...principal.dueInQuarter] };
}

/** A line of the sum that a notice asks for. */
export interface NoticeLine {
  readonly key: string;
  readonly about: 'instalment' | 'segment' | 'broughtForward' | 'settled';
  readonly component: InterestClass | null;
  readonly segment?: ContentSegment;
  readonly dueOn?: string;
  readonly amount: string;
}

const CLASSES = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const isSome = (amount: string | undefined): amount is string =>
  amount !== undefined && amount !== '0';

function linesOfInterest(component: InterestClass, interest: ContentInterest): NoticeLine[] {
  const { segments, broughtForward, settledSince, settledBefore } = interest;
  const settled = settledSince ?? settledBefore;
  return [
    ...segments.map((segment) => ({
      key: `${component} ${segment.from} ${segment.balance}`,
      about: 'segment' as const,
      component,
      segment,
      amount: segment.interest,
    })),
    ...(isSome(broughtForward)
      ? [
          {
            key: `${component} before`,
            about: 'broughtForward' as const,
            component,
            amount: broughtForward,
          },
        ]
      : []),
    ...(isSome(settled)
      ? [
          {
            key: `${component} settled`,
            about: 'settled' as const,
            component,
            amount: (-BigInt(settled)).toString(),
          },
        ]
      : []),
  ];
}

/** The lines of a notice: instalments, and each class of interest, which sum to its total. */
export function linesOf(figures: NoticeFigures): NoticeLine[] {
  return [
    ...principalOf(figures).instalments.map(({ dueOn, amount }) => ({
      key: `instalment ${dueOn}`,
      about: 'instalment' as const,
      component: null,
      dueOn,
      amount,
    })),
    ...CLASSES.flatMap((component) => linesOfInterest(component, figures.interest[component])),
  ];
}
