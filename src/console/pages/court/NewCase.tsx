import { Link, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, today } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { CooperativeField } from '../../parts/fields/CooperativeField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { Form } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { ClaimLines, COMPONENTS, CourtFee, type Components } from './Claim.tsx';
import { amountsOf, ComponentFields, NO_AMOUNTS } from './ComponentFields.tsx';
import { CourtField } from './CourtField.tsx';
import { partiesOf, PartyFields, type Party } from './PartyFields.tsx';
import { receivedBeforeOf, ReceivedBeforeFields, type Before } from './ReceivedBeforeFields.tsx';
import { SuedLoans, useOwingLoans } from './SuedLoans.tsx';

type NewCaseBody = Shape<'NewCase'>;

type Filed = Shape<'FileCaseAnswer'>;

type Preview = Shape<'PreviewCaseAnswer'>;

const text = words.cases.newCase;

function Done({ filed }: { filed: Filed }) {
  const total = grouped(sumOf(COMPONENTS.map((each) => filed.claim[each])));
  const { id, cooperativeName, filedOn } = filed;
  return (
    <>
      <p className="done" role="status">
        {filled(text.done, { name: cooperativeName, day: dayText(filedOn), total })}{' '}
        <Link to="/cases/$id" params={{ id }} search={{}}>
          {text.toCase}
        </Link>
      </p>
      <Told warnings={filed.warnings} affects={filed.affects} />
    </>
  );
}

/** What is to be filed, as typed so far. */
interface Suit {
  readonly borrower: { readonly id: string; readonly name: string } | null;
  /** Null: nobody has chosen yet, and the overdue ones are proposed. */
  readonly loanIds: readonly string[] | null;
  readonly court: string;
  readonly docketType: NewCaseBody['docketType'];
  readonly filedOn: string;
  /** Null: nobody has changed what the books propose. */
  readonly claim: Components | null;
  readonly parties: readonly Party[];
  /** By the paper book; asked for where the case was filed by the opening day. */
  readonly receivedBefore: readonly Before[];
}

const EMPTY: Omit<Suit, 'filedOn'> = {
  borrower: null,
  loanIds: null,
  court: '',
  docketType: 'civil',
  claim: null,
  parties: [],
  receivedBefore: [],
};

/** What could be claimed, what it costs and what would be warned of, as the form stands. */
function usePreview(current: Suit, loanIds: readonly string[]) {
  const suit = useDeferredValue(current);
  const { borrower, docketType, filedOn, court, claim } = suit;
  const amounts = claim === null ? null : amountsOf(claim);
  const body = {
    cooperativeId: borrower?.id ?? '',
    loanIds: [...loanIds],
    docketType,
    filedOn,
    ...(court.trim() !== '' && { court: court.trim() }),
    ...(amounts !== null && { claim: amounts }),
  };
  const preview = useRead(
    ['cases', 'preview', body],
    async (signal) => api.POST('/v1/litigation-cases/preview', { body, signal }),
    { enabled: borrower !== null && loanIds.length > 0 && filedOn !== '' },
  );
  // What is shown of the suit before must not be filed as the claim of this one.
  const isCurrent = suit === current && !preview.isPlaceholderData && loanIds.length > 0;
  return { preview, owed: isCurrent ? preview.data?.claim : undefined };
}

function PreviewCard({ of: preview }: { of: ReturnType<typeof usePreview>['preview'] }) {
  return (
    <section className="card" aria-label={text.preview}>
      <h2>{text.preview}</h2>
      {preview.data === undefined && preview.error === null ? (
        <p className="soft">{text.previewHint}</p>
      ) : (
        <Read of={preview}>
          {(answer: Preview) => (
            <>
              <Told warnings={answer.warnings} />
              <CourtFee fee={answer.courtFee} />
              <ClaimLines claim={answer} isBrief />
            </>
          )}
        </Read>
      )}
    </section>
  );
}

/** The borrower that the address names, once it is read. */
function useNamedBorrower() {
  const { cooperative: id = '' } = useSearch({ from: '/frame/cases/new' });
  const named = useRead(
    ['cooperatives', id],
    async (signal) => api.GET('/v1/cooperatives/{id}', { params: { path: { id } }, signal }),
    { enabled: id !== '' },
  );
  return id === '' ? null : (named.data ?? null);
}

/** The day up to which the fund kept its books on paper; empty: it did not, or nobody may know here. */
function useOpeningDay(): string {
  const may = useMay();
  const opening = useRead(
    ['fund', 'opening', 'now'],
    async (signal) => api.GET('/v1/fund/opening', { signal }),
    { enabled: may('fund:read') },
  );
  return opening.data?.on ?? '';
}

function useFiling(onDone: () => void) {
  return useAct(
    async (body: NewCaseBody, key) =>
      api.POST('/v1/litigation-cases', {
        params: { header: { 'Idempotency-Key': key } },
        body,
      }),
    onDone,
  );
}

interface FieldsProps {
  readonly suit: Suit;
  readonly set: (changed: Partial<Suit>) => void;
  readonly loans: ReturnType<typeof useOwingLoans>;
  readonly loanIds: readonly string[];
  readonly claim: Components;
  readonly owed: Components | undefined;
  /** Whether it was filed by the opening day of the fund. */
  readonly isOfPaper: boolean;
}

function SuitFields({ suit, set, loans, loanIds, claim, owed, isOfPaper }: FieldsProps) {
  return (
    <>
      <CooperativeField
        label={words.cases.borrower}
        name="cooperativeId"
        asOf={today()}
        chosen={suit.borrower?.name ?? ''}
        onChange={(borrower) => set({ borrower, loanIds: null, claim: null })}
        autoFocus
      />
      {suit.borrower !== null && (
        <SuedLoans
          of={loans}
          chosen={loanIds}
          onChange={(chosen) => set({ loanIds: chosen, claim: null })}
        />
      )}
      <div className="row">
        <DayField
          label={words.cases.filedOn}
          name="filedOn"
          value={suit.filedOn}
          onChange={(filedOn) => set({ filedOn, claim: null })}
          isRequired
        />
        <ChoiceField
          label={words.cases.docketType}
          name="docketType"
          value={suit.docketType}
          onChange={(docketType) => set({ docketType })}
          choices={(['civil', 'commercial'] as const).map((each) => [
            each,
            words.codes.docketType[each],
          ])}
        />
      </div>
      <div className="row">
        <CourtField
          value={suit.court}
          onChange={(court) => set({ court })}
          filedOn={suit.filedOn}
        />
      </div>
      <ComponentFields
        name="claim"
        legend={text.claim}
        values={claim}
        onChange={(typed) => set({ claim: typed })}
        proposed={
          owed === undefined || suit.claim === null
            ? undefined
            : { verb: text.asOwed, amounts: owed }
        }
      />
      <PartyFields parties={suit.parties} onChange={(parties) => set({ parties })} />
      {isOfPaper && (
        <ReceivedBeforeFields
          rows={suit.receivedBefore}
          onChange={(receivedBefore) => set({ receivedBefore })}
        />
      )}
    </>
  );
}

/** Files a case: whom it is against, about which loans, where, and what it asks for (R26, R28). */
export function NewCase() {
  const named = useNamedBorrower();
  const [typed, setTyped] = useState<Suit>({ ...EMPTY, filedOn: today() });
  const [isNamedLeft, setIsNamedLeft] = useState(false);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const suit = isNamedLeft || typed.borrower !== null ? typed : { ...typed, borrower: named };
  const set = (changed: Partial<Suit>): void => {
    if (changed.borrower !== undefined) setIsNamedLeft(true);
    setTyped((before) => ({ ...before, ...changed }));
  };
  const openedOn = useOpeningDay();
  const isOfPaper = suit.filedOn !== '' && suit.filedOn <= openedOn;
  // Before the opening day nobody knows what was owed.
  const loans = useOwingLoans(suit.borrower?.id, isOfPaper ? openedOn : suit.filedOn);
  const overdue = loans.owing.filter(({ standing }) => standing === 'overdue');
  const loanIds = suit.loanIds ?? overdue.map(({ id }) => id);
  const { preview, owed: owedOnDay } = usePreview(suit, loanIds);
  const owed = isOfPaper && suit.filedOn < openedOn ? undefined : owedOnDay;
  const claim = suit.claim ?? owed ?? NO_AMOUNTS;
  const act = useFiling(() => set({ ...EMPTY, filedOn: typed.filedOn }));
  const body = (): NewCaseBody | null => {
    const amounts = amountsOf(claim);
    const { borrower, court, docketType, filedOn } = suit;
    const before = isOfPaper ? receivedBeforeOf(suit.receivedBefore) : [];
    const isMissing = borrower === null || amounts === null || filedOn === '' || before === null;
    setIsIncomplete(isMissing);
    if (isMissing) return null;
    const parties = partiesOf(suit.parties);
    return {
      cooperativeId: borrower.id,
      loanIds: [...loanIds],
      court: court.trim(),
      docketType,
      filedOn,
      claim: amounts,
      ...(parties.length > 0 && { parties }),
      ...(before.length > 0 && { receivedBefore: before }),
    };
  };
  return (
    <>
      <div className="title">
        <h1>{text.title}</h1>
      </div>
      {act.answer !== undefined && <Done filed={act.answer} />}
      <div className="columns">
        <section className="card">
          <Form act={act} body={body} verb={text.verb}>
            <SuitFields {...{ suit, set, loans, loanIds, claim, owed, isOfPaper }} />
            {isIncomplete && (
              <p className="problem" role="alert">
                {text.incomplete}
              </p>
            )}
          </Form>
        </section>
        <PreviewCard of={preview} />
      </div>
    </>
  );
}
