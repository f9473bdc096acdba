import type { Shape } from '../../api/client.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import type { Answers } from './handoverAnswers.ts';

const { handover: said } = words;

type Fault = Shape<'CheckedHandover'>['faults'][number];

function wordOf({ figures }: Fault, name: string): string {
  const word = figures[name];
  return typeof word === 'string' ? word : '';
}

/** What is asked in the fields below, in words of the screen; all else as the service says it. */
function toldOf(fault: Fault): string {
  switch (fault.code) {
    case 'handover-cooperative-known':
      return filled(said.askBorrower, {
        known: wordOf(fault, 'known'),
        knownCode: wordOf(fault, 'knownCode'),
      });
    case 'handover-locality-known':
      return said.askLocality;
    case 'duplicate':
      return said.askNumber;
    default:
      return fault.message;
  }
}

const FAULTS: readonly Column<Fault>[] = [
  { title: said.faultAbout, cell: ({ about }) => about },
  { title: said.fault, cell: toldOf },
];

interface Props {
  readonly faults: readonly Fault[];
  readonly answers: Answers;
  readonly set: (changed: Partial<Answers>) => void;
}

type Borrower = Answers['cooperatives'][string];

/** Whether a borrower of the document is one of this fund, or another one under a code of its own. */
function BorrowerFields({ fault, answers, set }: Omit<Props, 'faults'> & { fault: Fault }) {
  const code = wordOf(fault, 'code');
  const id = wordOf(fault, 'id');
  const { cooperatives } = answers;
  const answer = cooperatives[code];
  const say = (changed: Borrower): void =>
    set({ cooperatives: { ...cooperatives, [code]: changed } });
  const who = filled(said.whoIs, { name: wordOf(fault, 'name'), code });
  const known = filled(said.whoIs, {
    name: wordOf(fault, 'known'),
    code: wordOf(fault, 'knownCode'),
  });
  const chosen = answer === undefined ? '' : answer.sameAs === '' ? 'another' : 'same';
  return (
    <div className="row">
      <ChoiceField
        label={who}
        name={`borrower-${code}`}
        value={chosen}
        choices={[
          ['', said.notSaid],
          ['same', filled(said.same, { name: known })],
          ['another', said.another],
        ]}
        onChange={(choice) => {
          if (choice === 'same') say({ sameAs: id, newCode: '' });
          if (choice === 'another') say({ sameAs: '', newCode: '' });
        }}
      />
      {answer?.sameAs === '' && (
        <TextField
          label={filled(said.newCode, { name: who })}
          name={`code-${code}`}
          value={answer.newCode}
          onChange={(newCode) => say({ sameAs: '', newCode })}
        />
      )}
    </div>
  );
}

/** What stands in the way, and the fields by which what is asked is answered. */
export function HandoverAnswers({ faults, answers, set }: Props) {
  const asked = (code: Fault['code']): readonly Fault[] =>
    faults.filter((each) => each.code === code);
  if (faults.length === 0) return null;
  return (
    <>
      <h3>{filled(said.faults, { count: String(faults.length) })}</h3>
      <Table
        label={said.fault}
        columns={FAULTS}
        rows={faults}
        keyOf={({ about, code, message }) => `${about} ${code} ${message}`}
      />
      {asked('handover-cooperative-known').map((fault) => (
        <BorrowerFields key={wordOf(fault, 'code')} fault={fault} answers={answers} set={set} />
      ))}
      {asked('handover-locality-known').map((fault) => {
        const locality = wordOf(fault, 'locality');
        return (
          <TextField
            key={locality}
            label={filled(said.localityName, { locality })}
            name={`locality-${locality}`}
            value={answers.localities[locality] ?? ''}
            onChange={(name) => set({ localities: { ...answers.localities, [locality]: name } })}
          />
        );
      })}
      {asked('duplicate').map((fault) => {
        const { about: number } = fault;
        return (
          <TextField
            key={number}
            label={filled(said.newNumber, { number })}
            name={`number-${number}`}
            value={answers.contracts[number] ?? ''}
            onChange={(newNumber) =>
              set({ contracts: { ...answers.contracts, [number]: newNumber } })
            }
          />
        );
      })}
    </>
  );
}
