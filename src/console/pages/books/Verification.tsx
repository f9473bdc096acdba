import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { dayText, isDay, momentText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

type Verification = Shape<'Verification'>;

type Difference = Verification['differences'][number];

const said = words.ledger.verify;

const textIn = (difference: Difference, field: string): string | undefined => {
  const value = difference[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The word of a code; one that is not known is said by another word. */
function wordOf(
  known: Readonly<Record<string, string>>,
  code: string | undefined,
  other: string,
): string {
  return (code === undefined ? undefined : known[code]) ?? other;
}

const isMoney = (text: string | undefined): text is string =>
  text !== undefined && /^-?\d+$/.test(text);

function Detail({ difference }: { readonly difference: Difference }) {
  const [loanId, number] = [textIn(difference, 'loanId'), textIn(difference, 'contractNumber')];
  const [on, factId] = [textIn(difference, 'on'), textIn(difference, 'factId')];
  const [expected, found] = [textIn(difference, 'expected'), textIn(difference, 'found')];
  return (
    <>
      {loanId !== undefined && number !== undefined && <LoanLink id={loanId} number={number} />}{' '}
      {isDay(on) && dayText(on)}{' '}
      {isMoney(expected) &&
        isMoney(found) &&
        filled(said.expectedFound, { expected: grouped(expected), found: grouped(found) })}{' '}
      {factId !== undefined && (
        <Link to="/audit" search={{ subject: factId }}>
          {words.nav.audit}
        </Link>
      )}{' '}
      {textIn(difference, 'what')} {textIn(difference, 'reason')}
    </>
  );
}

/** What differs, with where and what in words. */
export function Differences({ differences }: Pick<Verification, 'differences'>) {
  return (
    <Table
      label={words.ledger.check}
      rows={differences}
      keyOf={(row) => String(differences.indexOf(row))}
      columns={[
        {
          title: said.where,
          cell: (row) => wordOf(said.kept, textIn(row, 'of'), said.other),
        },
        {
          title: said.what,
          cell: (row) => wordOf(said.codes, textIn(row, 'code'), said.other),
        },
        { title: said.detail, cell: (row) => <Detail difference={row} /> },
      ]}
    />
  );
}

function Result({ verification }: { readonly verification: Verification }) {
  const { differences, checked, knownAt, auditHead } = verification;
  const isGood = differences.length === 0;
  return (
    <>
      <p className={isGood ? 'done' : 'problem'} role="status">
        {isGood ? said.good : filled(said.bad, { count: differences.length })}
      </p>
      {!isGood && <Differences differences={differences} />}
      <p className="soft">{filled(said.checked, { ...checked, at: momentText(knownAt) })}</p>
      <p className="soft">
        {filled(said.head, { number: auditHead.number })}{' '}
        <span className="hash">{auditHead.hash}</span>
      </p>
    </>
  );
}

/** The check of the books, on request, with its result in words. */
export function VerificationCheck() {
  const [isAsked, setIsAsked] = useState(false);
  const verification = useRead(
    ['ledger', 'verification'],
    async (signal) => api.GET('/v1/ledger/verification', { signal }),
    { enabled: isAsked },
  );
  const isRunning = isAsked && verification.isFetching;
  const check = (): void => {
    if (isAsked) void verification.refetch();
    setIsAsked(true);
  };
  return (
    <section className="card">
      <h2>{words.ledger.check}</h2>
      <p className="soft">{said.hint}</p>
      <div className="buttons">
        <button type="button" className="main" aria-disabled={isRunning} onClick={check}>
          {said.verb}
        </button>
      </div>
      {isRunning && <p role="status">{said.running}</p>}
      {isAsked && !isRunning && (
        <Read of={verification}>{(found) => <Result verification={found} />}</Read>
      )}
    </section>
  );
}
