import { grouped } from '../../../format/money.ts';
import { Table, type Column } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { words } from '../../../words/words.ts';
import type { Position } from '../reading.ts';
import type { Decided } from './decided.ts';

const text = words.decisions;

interface Row {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** The figures that a decision can change, as they are shown. */
function figuresOf(position: Position): readonly (readonly [string, string])[] {
  const { loans, codes } = words;
  return [
    [loans.standing, codes.standing[position.standing]],
    [loans.daysPastDue, `${position.daysPastDue}`],
    [loans.debtGroup, position.debtGroup === null ? '–' : `${position.debtGroup}`],
    [loans.outstanding, grouped(position.principal.outstanding)],
    [loans.overduePrincipal, grouped(position.principal.overdue)],
    [codes.component.inTermInterest, grouped(position.inTermInterest.owed)],
    [codes.component.overdueInterest, grouped(position.overdueInterest.owed)],
    [codes.component.lateInterest, grouped(position.lateInterest.owed)],
    [loans.payoff, grouped(position.payoff)],
  ];
}

const COLUMNS: readonly Column<Row>[] = [
  { title: text.figure, cell: ({ name }) => name },
  { title: text.before, cell: ({ before }) => before, isNumber: true },
  { title: text.after, cell: ({ after }) => after, isNumber: true },
];

/** What a decision made of the loan: each figure before and after it, the changed ones marked. */
export function DecisionDone({ decided, onMore }: { decided: Decided; onMore: () => void }) {
  const { positionBefore, positionAfter, warnings, affects } = decided;
  const after = new Map(figuresOf(positionAfter));
  const rows = figuresOf(positionBefore).map(([name, before]) => ({
    name,
    before,
    after: after.get(name) ?? '',
  }));
  return (
    <div className="form">
      <p className="done" role="status">
        {text.done}
      </p>
      <Told warnings={warnings} affects={affects} />
      <Table
        label={text.done}
        columns={COLUMNS}
        rows={rows}
        keyOf={({ name }) => name}
        isMarked={({ before, after: then }) => before !== then}
      />
      <div className="buttons">
        <button type="button" onClick={onMore}>
          {text.another}
        </button>
      </div>
    </div>
  );
}
