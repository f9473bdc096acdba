import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, isDay, today } from '../../../format/days.ts';
import { grouped, isNone, sumOf } from '../../../format/money.ts';
import { Facts } from '../../../parts/Figures.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { COMPONENTS, type ChosenLoan, type Component } from './draft.ts';
import type { Previewed } from './usePreview.ts';
import type { Receipt } from './useReceipt.ts';

const texts = words.receipts;

type Position = Shape<'Position'>;

/** What is owed of a component. */
function owedOf(position: Position, component: Component): string {
  return component === 'principal' ? position.principal.outstanding : position[component].owed;
}

/** A standing in words, with the days past due. */
export function standingText({ standing, daysPastDue }: Position): string {
  const word = words.codes.standing[standing];
  return daysPastDue === 0
    ? word
    : filled(texts.daysPastDue, { standing: word, days: daysPastDue });
}

/** What is paid stands out, where something is. */
function Paid({ amount }: { readonly amount: string }) {
  return isNone(amount) ? grouped(amount) : <strong>{grouped(amount)}</strong>;
}

interface PartProps {
  readonly loan: ChosenLoan;
  readonly before: Position;
  readonly part: Previewed['parts'][number] | undefined;
}

function PartTable({ loan, before, part }: PartProps) {
  const { contractNumber } = loan;
  const paid = part?.allocation;
  const after = part?.position;
  return (
    <>
      <Table
        label={contractNumber}
        rows={COMPONENTS}
        keyOf={(component) => component}
        columns={[
          {
            title: texts.component,
            cell: (component) => words.codes.component[component],
            total: words.parts.total,
          },
          {
            title: texts.owed,
            isNumber: true,
            // On a narrow screen what is paid and left comes before it.
            isMinor: part !== undefined,
            cell: (component) => grouped(owedOf(before, component)),
            total: grouped(before.payoff),
          },
          {
            title: texts.pays,
            isNumber: true,
            cell: (component) => paid && <Paid amount={paid[component]} />,
            total: part && grouped(part.amount),
          },
          {
            title: texts.left,
            isNumber: true,
            cell: (component) => after && grouped(owedOf(after, component)),
            total: after && grouped(after.payoff),
          },
        ]}
      />
      <Facts
        facts={[
          [filled(texts.standingOn, { day: dayText(before.asOf) }), standingText(before)],
          [texts.afterwards, after && standingText(after)],
          [texts.debtGroup, after?.debtGroup],
        ]}
      />
    </>
  );
}

type AwardLeft = NonNullable<Previewed['parts'][number]['awardLeft']>;

/** What is awarded in the case and not received, without the receipt and with it (R39). */
function AwardTable({ awardLeft }: { readonly awardLeft: AwardLeft }) {
  const { before, after } = awardLeft;
  const sumOfAll = (of: AwardLeft['before']): string => sumOf(COMPONENTS.map((each) => of[each]));
  return (
    <>
      <h3>{texts.awardLeft}</h3>
      <Table
        label={texts.awardLeft}
        rows={COMPONENTS.filter((each) => !isNone(before[each]))}
        keyOf={(component) => component}
        nothing={texts.noAwardLeft}
        columns={[
          {
            title: texts.component,
            cell: (component) => words.codes.component[component],
            total: words.parts.total,
          },
          {
            title: texts.awardBefore,
            isNumber: true,
            cell: (component) => grouped(before[component]),
            total: grouped(sumOfAll(before)),
          },
          {
            title: texts.awardAfter,
            isNumber: true,
            cell: (component) => grouped(after[component]),
            total: grouped(sumOfAll(after)),
          },
        ]}
      />
    </>
  );
}

/** The gross sum, what was kept back of it, and what came in. */
function FeeFacts({ part }: { readonly part: Previewed['parts'][number] }) {
  const { amount, enforcementFee, netAmount } = part;
  if (enforcementFee === null) return null;
  return (
    <Facts
      facts={[
        [texts.gross, grouped(amount)],
        [texts.fee, grouped(enforcementFee)],
        [texts.net, grouped(netAmount)],
      ]}
    />
  );
}

function PartPreview({ receipt, loan }: { receipt: Receipt; loan: ChosenLoan }) {
  const { late, effectiveOn } = receipt.draft;
  const asOf = late?.bookedOn || effectiveOn;
  const position = useRead(
    ['loans', loan.id, 'position', asOf],
    async (signal) =>
      api.GET('/v1/loans/{id}/position', {
        params: { path: { id: loan.id }, query: { asOf } },
        signal,
      }),
    { enabled: asOf !== '' && asOf <= today() },
  );
  const part = receipt.preview.answer?.parts.find(({ loanId }) => loanId === loan.id);
  return (
    <section className="card" aria-label={`${texts.previewTitle}: ${loan.contractNumber}`}>
      <div className="title">
        <h2>
          {texts.previewTitle}: {loan.contractNumber}
        </h2>
        {isDay(asOf) && (
          <Link to="/loans/$id" params={{ id: loan.id }} search={{ tab: 'interest', asOf }}>
            {words.parts.why}
          </Link>
        )}
      </div>
      <Read of={position}>{(before) => <PartTable loan={loan} before={before} part={part} />}</Read>
      {part && <FeeFacts part={part} />}
      {part?.awardLeft && <AwardTable awardLeft={part.awardLeft} />}
      <Told affects={part?.affects} />
    </section>
  );
}

/** What the receipt would pay on each loan, what is owed before and left after it. */
export function PreviewPanel({ receipt }: { readonly receipt: Receipt }) {
  const { parts } = receipt.draft;
  const loans = parts.flatMap(({ loan }) => loan ?? []);
  const { answer, isCurrent } = receipt.preview;
  return (
    <div className="read" aria-busy={answer !== undefined && !isCurrent} aria-live="polite">
      {loans.length === 0 && <p className="soft">{texts.previewEmpty}</p>}
      {loans.map((loan) => (
        <PartPreview key={loan.id} receipt={receipt} loan={loan} />
      ))}
      <Told warnings={answer?.warnings} />
    </div>
  );
}
