import type { Shape } from '../../api/client.ts';
import { dayText, momentText } from '../../format/days.ts';
import { grouped, isNone, sumOf } from '../../format/money.ts';
import { Facts } from '../../parts/Figures.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

type Opening = Shape<'FundOpening'>;

const { fund: said } = words;

/** What the book states, beside what capital less the loans comes to. */
interface Line {
  readonly name: string;
  readonly capital: string | null;
  readonly stated: string | null;
  readonly computed: string;
  readonly difference: string | null;
}

function linesOf({ capital, availablePrincipal }: Opening): readonly Line[] {
  if (availablePrincipal === null) return [];
  const whole: Line = {
    name: said.allSources,
    capital: sumOf(capital.map(({ amount }) => amount)),
    ...availablePrincipal,
  };
  const parts = capital.map((part) => ({
    name: part.name,
    capital: part.amount,
    ...part.availablePrincipal,
  }));
  return parts.length > 1 ? [...parts, whole] : [whole];
}

function Difference({ of: difference, isEarly }: { of: string | null; isEarly: boolean }) {
  if (difference === null) return said.notStated;
  if (isEarly && !isNone(difference)) return <span className="soft">{said.loansToCome}</span>;
  return isNone(difference) ? (
    <span className="tag good">0</span>
  ) : (
    <span className="tag bad">{grouped(difference)}</span>
  );
}

/** @param isEarly no loan was taken over yet: the book cannot come out even */
const columnsOf = (isEarly: boolean): readonly Column<Line>[] => [
  { title: said.source, cell: ({ name }) => name },
  {
    title: said.capital,
    cell: ({ capital }) => capital !== null && grouped(capital),
    isNumber: true,
    isMinor: true,
  },
  {
    title: said.openingStated,
    cell: ({ stated }) => (stated === null ? said.notStated : grouped(stated)),
    isNumber: true,
    isMinor: true,
  },
  {
    title: said.openingComputed,
    cell: ({ computed }) => grouped(computed),
    isNumber: true,
  },
  {
    title: said.difference,
    cell: ({ difference }) => <Difference of={difference} isEarly={isEarly} />,
    isNumber: true,
  },
];

/** What the book states to be not lent, held against what capital less the loans taken over comes to. */
export function OpeningCheck({ opening }: { opening: Opening }) {
  const { availablePrincipal, loans } = opening;
  if (availablePrincipal === null) return null;
  const { difference } = availablePrincipal;
  return (
    <>
      <Table
        label={said.openingCheck}
        columns={columnsOf(loans.number === 0)}
        rows={linesOf(opening)}
        keyOf={({ name }) => name}
      />
      {difference !== null && loans.number > 0 && (
        <p className={isNone(difference) ? 'done' : 'warning'} role="status">
          {isNone(difference)
            ? said.openingGood
            : filled(said.openingBad, { amount: grouped(difference) })}
        </p>
      )}
    </>
  );
}

/** The fund's opening: its day, its paper, and whether it comes out even. */
export function OpeningFacts({ opening }: { opening: Opening }) {
  const { on, documentNumber, loans, recordedAt, recordedBy } = opening;
  const interest = sumOf([loans.inTermInterest, loans.overdueInterest, loans.lateInterest]);
  return (
    <>
      <Facts
        facts={[
          [said.openingOn, on !== null && dayText(on)],
          [words.parts.documentNumber, documentNumber],
          [said.openingLoans, loans.number],
          [said.openingPrincipal, `${grouped(loans.principal)} ${words.parts.dong}`],
          [said.openingInterest, `${grouped(interest)} ${words.parts.dong}`],
          [said.recorded, recordedAt !== null && `${momentText(recordedAt)}, ${recordedBy ?? ''}`],
        ]}
      />
      <OpeningCheck opening={opening} />
    </>
  );
}
