import type { Shape } from '../../../api/client.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, percent, sumOf } from '../../../format/money.ts';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';

const text = words.loans.interest;

export type Segment = Shape<'Segment'>;

/** A day of a line; of interest that was taken over from the old book there is none. */
function ofLine(line: Segment, shown: string): string {
  return line.opening === undefined ? shown : '';
}

function columnsOf(total: string): readonly Column<Segment>[] {
  return [
    {
      title: text.from,
      cell: (line) =>
        line.opening === undefined
          ? dayText(line.from)
          : line.opening.dueOn === null
            ? text.takenOver
            : `${text.takenOverDue} ${dayText(line.opening.dueOn)}`,
      total: words.parts.total,
    },
    { title: text.to, cell: (line) => ofLine(line, dayText(line.to)), isMinor: true },
    { title: text.balance, cell: (line) => ofLine(line, grouped(line.balance)), isNumber: true },
    { title: text.days, cell: (line) => ofLine(line, `${line.days}`), isNumber: true },
    {
      title: text.rate,
      cell: (line) => ofLine(line, percent(line.ratePercent)),
      isNumber: true,
      isMinor: true,
    },
    { title: text.interest, cell: (line) => grouped(line.interest), isNumber: true, total },
  ];
}

interface Props {
  readonly label: string;
  readonly segments: readonly Segment[];
  /** The sum that the service gives; that of the lines unless there is one. */
  readonly total?: string;
}

/** Lines of interest, each to be checked by hand: balance × rate × days ÷ 36.500. */
export function SegmentTable({ label, segments, total }: Props) {
  return (
    <Table
      label={label}
      columns={columnsOf(grouped(total ?? sumOf(segments.map(({ interest }) => interest))))}
      rows={segments}
      keyOf={({ class: kind, from, to, balance, opening, ratePercent }) =>
        [kind, from, to, balance, ratePercent, opening?.dueOn].join(' ')
      }
    />
  );
}
