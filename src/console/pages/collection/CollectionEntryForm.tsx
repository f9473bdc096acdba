import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, today } from '../../format/days.ts';
import { digitsOf, grouped, isNone } from '../../format/money.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { CooperativeField } from '../../parts/fields/CooperativeField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

type NewEntry = Shape<'NewCollectionEntry'>;

export type CollectionKind = NewEntry['kind'];

type Entry = Shape<'AddCollectionEntryAnswer'>;

/** The kinds in the order in which an accountant meets them. */
const KINDS: readonly CollectionKind[] = [
  'promise',
  'call',
  'meeting_with_cooperative',
  'meeting_with_committee',
  'debt_confirmation',
  'means_check',
  'debtor_imprisoned',
  'address_unknown',
  'enforcement_notified',
  'successor_told',
  'capital_misused',
  'capital_ineffective',
  'refuses_to_pay',
  'active',
  'ceased_operation',
  'dissolved',
  'bankrupt',
];

interface Borrower {
  readonly id: string;
  readonly name: string;
}

interface Props {
  /** The borrower of the entry; left out: it is chosen in the form. */
  readonly cooperative?: Borrower;
  readonly kind?: CollectionKind;
  readonly onDone?: (entry: Entry) => void;
}

const START = { amount: '', promisedOn: '', documentNumber: '', note: '', litigationCaseId: '' };

/** What may be about one case of several, and what must be. */
const MAY_NAME_CASE: readonly CollectionKind[] = [
  'means_check',
  'debtor_imprisoned',
  'address_unknown',
];

const NAMES_CASE: readonly CollectionKind[] = ['enforcement_notified', 'successor_told'];

const HAS_AMOUNT: readonly CollectionKind[] = ['promise', 'debt_confirmation'];

const text = words.promises.entry;

/** The loans of the borrower that the entry is about; none chosen: all of them. */
function LoanChoice(props: {
  readonly cooperativeId: string;
  readonly chosen: readonly string[];
  readonly onChange: (loanIds: readonly string[]) => void;
}) {
  const { cooperativeId, chosen, onChange } = props;
  const query = { cooperativeId, limit: 200 };
  const loans = useRead(['loans', 'of', cooperativeId], async (signal) =>
    api.GET('/v1/loans', { params: { query }, signal }),
  );
  const owing = (loans.data?.data ?? []).filter(({ payoff }) => !isNone(payoff));
  if (owing.length < 2) return null;
  return (
    <fieldset className="choices">
      <legend>{text.loans}</legend>
      {owing.map(({ id, contractNumber, payoff }) => (
        <CheckField
          key={id}
          label={filled(text.loan, { contractNumber, payoff: grouped(payoff) })}
          value={chosen.includes(id)}
          onChange={(isChosen) =>
            onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id))
          }
        />
      ))}
      <p className="hint">{text.loansHint}</p>
    </fieldset>
  );
}

/** Which case an entry is about; none chosen: about every one, where it need not be about one. */
function CaseChoice(props: {
  readonly cooperativeId: string;
  readonly isRequired: boolean;
  readonly chosen: string;
  readonly onChange: (caseId: string) => void;
}) {
  const { cooperativeId, isRequired, chosen, onChange } = props;
  const may = useMay();
  const cases = useRead(
    ['cases', 'of', cooperativeId],
    async (signal) =>
      api.GET('/v1/litigation-cases', { params: { query: { cooperativeId } }, signal }),
    { enabled: may('litigation:read') },
  );
  if (cases.data === undefined) return null;
  const open = cases.data.data.filter(({ canFollow }) => canFollow.length > 0);
  if (isRequired && open.length === 0) return <p className="hint">{text.noCase}</p>;
  if (!isRequired && open.length < 2) return null;
  return (
    <ChoiceField
      label={text.case}
      name="litigationCaseId"
      value={chosen}
      onChange={onChange}
      choices={[
        ['', isRequired ? text.chooseCase : text.everyCase],
        ...open.map(
          ({ id, court, filedOn }) =>
            [id, filled(text.caseAt, { court, filedOn: dayText(filedOn) })] as const,
        ),
      ]}
    />
  );
}

/** What was recorded, with what follows from it. */
function Done({ entry }: { entry: Entry }) {
  const { kind, occurredOn, amount, promisedOn } = entry;
  return (
    <>
      <p className="done" role="status">
        {filled(text.done, {
          kind: words.codes.collectionKind[kind],
          occurredOn: dayText(occurredOn),
        })}
        {amount !== null && ` ${filled(text.doneAmount, { amount: grouped(amount) })}`}
        {promisedOn !== null && ` ${filled(text.donePromisedOn, { day: dayText(promisedOn) })}`}
      </p>
      <Told warnings={entry.warnings} affects={entry.affects} />
    </>
  );
}

interface Values {
  readonly kind: CollectionKind;
  readonly occurredOn: string;
  readonly amount: string;
  readonly promisedOn: string;
  readonly documentNumber: string;
  readonly note: string;
  readonly litigationCaseId: string;
}

/** The entry as the service takes it: what another kind asked for is left out. */
function entryOf(values: Values, loanIds: readonly string[]): NewEntry {
  const { kind, occurredOn, amount, promisedOn, documentNumber, note, litigationCaseId } = values;
  const isOfCase = MAY_NAME_CASE.includes(kind) || NAMES_CASE.includes(kind);
  const digits = HAS_AMOUNT.includes(kind) ? digitsOf(amount) : null;
  return {
    kind,
    occurredOn,
    ...(loanIds.length > 0 && { loanIds: [...loanIds] }),
    ...(digits !== null && { amount: digits }),
    ...(kind === 'promise' && promisedOn !== '' && { promisedOn }),
    ...(isOfCase && litigationCaseId !== '' && { litigationCaseId }),
    ...(documentNumber.trim() !== '' && { documentNumber: documentNumber.trim() }),
    ...(note.trim() !== '' && { note: note.trim() }),
  };
}

/** What happened and when, and the money that it was about. */
function WhatHappened({ form, autoFocus }: { form: FormValues<Values>; autoFocus: boolean }) {
  const {
    field,
    values: { kind },
  } = form;
  return (
    <>
      <div className="row">
        <ChoiceField
          label={text.kind}
          {...field('kind')}
          choices={KINDS.map((each) => [each, words.codes.collectionKind[each]] as const)}
          autoFocus={autoFocus}
        />
        <DayField label={text.occurredOn} {...field('occurredOn')} isRequired />
      </div>
      {HAS_AMOUNT.includes(kind) && (
        <div className="row">
          <MoneyField
            label={kind === 'promise' ? text.promised : text.confirmed}
            {...field('amount')}
            isInWords
          />
          {kind === 'promise' && (
            <DayField label={text.promisedOn} {...field('promisedOn')} isRequired />
          )}
        </div>
      )}
    </>
  );
}

/** Records something in the collection log of a borrower: a call, a promise, a signed confirmation (R30). */
export function CollectionEntryForm({ cooperative, kind = 'promise', onDone }: Props) {
  const [chosen, setChosen] = useState<Borrower | null>(cooperative ?? null);
  const [loanIds, setLoanIds] = useState<readonly string[]>([]);
  const form = useForm<Values>({ ...START, kind, occurredOn: today() });
  const { values } = form;
  const act = useAct(
    async ({ id, body }: { readonly id: string; readonly body: NewEntry }, key) =>
      api.POST('/v1/cooperatives/{id}/collection-entries', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body,
      }),
    (entry) => {
      form.set(START);
      setLoanIds([]);
      onDone?.(entry);
    },
  );
  const choose = (borrower: Borrower | null): void => {
    setChosen(borrower);
    setLoanIds([]);
    form.set({ litigationCaseId: '' });
  };
  const mayNameCase = [...MAY_NAME_CASE, ...NAMES_CASE].includes(values.kind);
  const [isUnnamed, setIsUnnamed] = useState(false);
  const body = () => {
    setIsUnnamed(chosen === null);
    return chosen === null ? null : { id: chosen.id, body: entryOf(values, loanIds) };
  };
  return (
    <>
      {act.answer !== undefined && <Done entry={act.answer} />}
      <Form act={act} body={body} verb={words.parts.save}>
        {cooperative === undefined && (
          <CooperativeField
            label={text.cooperative}
            asOf={today()}
            chosen={chosen?.name ?? ''}
            onChange={choose}
            fault={isUnnamed && chosen === null ? text.noCooperative : undefined}
            autoFocus
          />
        )}
        <WhatHappened form={form} autoFocus={cooperative !== undefined} />
        {chosen !== null && (
          <LoanChoice cooperativeId={chosen.id} chosen={loanIds} onChange={setLoanIds} />
        )}
        {chosen !== null && mayNameCase && (
          <CaseChoice
            cooperativeId={chosen.id}
            isRequired={NAMES_CASE.includes(values.kind)}
            chosen={values.litigationCaseId}
            onChange={(litigationCaseId) => form.set({ litigationCaseId })}
          />
        )}
        <TextField
          label={words.parts.documentNumber}
          {...form.field('documentNumber')}
          hint={text.hints[values.kind] || undefined}
        />
        <TextField label={words.parts.note} {...form.field('note')} lines={2} />
      </Form>
    </>
  );
}
