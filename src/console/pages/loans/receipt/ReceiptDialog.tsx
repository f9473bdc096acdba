import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { Facts } from '../../../parts/Figures.tsx';
import { LoanLink } from '../../../parts/LoanLink.tsx';
import { Read } from '../../../parts/Read.tsx';
import { ReverseButton } from '../../../parts/Reversal.tsx';
import { Table } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { reverseAll } from './DoneNote.tsx';
import { COMPONENTS } from './draft.ts';
import { Reallocation } from './Reallocation.tsx';
import { noteReversed } from './sitting.ts';

const texts = words.receipts;

type Receipt = Shape<'Repayment'>;

/** The name of the place at which the money came in; null: the receipt names none. */
function usePlaceName(id: string | undefined): string | null {
  const places = useRead(
    ['places', 'today'],
    async (signal) => api.GET('/v1/fund/places', { signal }),
    { enabled: id !== undefined },
  );
  return places.data?.data.find((place) => place.id === id)?.name ?? null;
}

function ReceiptFacts({ receipt }: { readonly receipt: Receipt }) {
  const { loanId, contractNumber, voucherNumber, litigationCaseId, corrects, bookedOn } = receipt;
  const { recordedAt, recordedBy, reversedAt, reversalBookedOn } = receipt;
  const place = usePlaceName(receipt.place);
  return (
    <Facts
      facts={[
        [texts.receivedOn, dayText(receipt.effectiveOn)],
        [texts.borrower, receipt.cooperativeName],
        [texts.contract, <LoanLink id={loanId} number={contractNumber ?? '–'} />],
        [texts.method, texts.methods[receipt.method ?? 'unstated']],
        [texts.place, place],
        [
          texts.case,
          litigationCaseId && (
            <Link to="/cases/$id" params={{ id: litigationCaseId }} search={{}}>
              {texts.caseLink}
            </Link>
          ),
        ],
        [texts.fee, receipt.enforcementFee && grouped(receipt.enforcementFee)],
        [texts.net, receipt.enforcementFee && grouped(receipt.netAmount)],
        [
          texts.recorded,
          filled(texts.recordedAtBy, { moment: momentText(recordedAt), by: recordedBy }),
        ],
        [words.parts.bookedOn, bookedOn && dayText(bookedOn)],
        [texts.lateReason, receipt.reason],
        [
          texts.correctsLink,
          corrects && (
            <Link to="/receipts" search={{ receipt: corrects }}>
              {words.parts.more}
            </Link>
          ),
        ],
        [texts.reversedAt, reversedAt && momentText(reversedAt)],
        [texts.reversalBookedOn, reversalBookedOn && dayText(reversalBookedOn)],
        [
          texts.voucherNumber,
          <Link to="/receipts" search={{ voucherNumber }}>
            {filled(texts.sameVoucher, { number: voucherNumber })}
          </Link>,
        ],
      ]}
    />
  );
}

interface ActsProps {
  readonly receipt: Receipt;
  readonly onReallocate: () => void;
}

/** What may be done with a receipt that stands. */
function ReceiptActs({ receipt, onReallocate }: ActsProps) {
  const may = useMay();
  if (!may('receipts:write')) return null;
  const { id, voucherNumber, reversedAt } = receipt;
  return (
    <div className="buttons">
      <ReverseButton
        what={filled(texts.voucher, { number: voucherNumber })}
        isReversed={reversedAt !== null}
        mayBookLater
        carryOut={async (body, key) => reverseAll([id], body, key)}
        onReversed={() => noteReversed(id)}
      />
      {reversedAt === null && (
        <button type="button" className="quiet" onClick={onReallocate}>
          {texts.reallocate}
        </button>
      )}
    </div>
  );
}

function ReceiptOf({ receipt }: { readonly receipt: Receipt }) {
  const [isReallocating, setIsReallocating] = useState(false);
  const { amount, allocation, affects } = receipt;
  return (
    <>
      <Table
        label={texts.pays}
        rows={COMPONENTS}
        keyOf={(component) => component}
        columns={[
          {
            title: texts.component,
            cell: (component) => words.codes.component[component],
            total: words.parts.total,
          },
          {
            title: texts.pays,
            isNumber: true,
            cell: (component) => grouped(allocation[component]),
            total: grouped(amount),
          },
        ]}
      />
      <ReceiptFacts receipt={receipt} />
      <Told affects={affects} />
      <ReceiptActs receipt={receipt} onReallocate={() => setIsReallocating(true)} />
      {isReallocating && (
        <Reallocation
          loanId={receipt.loanId}
          contractNumber={receipt.contractNumber ?? ''}
          only={receipt}
          onClose={() => setIsReallocating(false)}
        />
      )}
    </>
  );
}

/** A receipt: what it paid, who entered it and when, and what may be done with it. */
export function ReceiptDialog({ id, onClose }: { readonly id: string; onClose: () => void }) {
  const receipt = useRead(['receipts', id], async (signal) =>
    api.GET('/v1/repayments/{id}', { params: { path: { id } }, signal }),
  );
  const number = receipt.data?.id === id ? receipt.data.voucherNumber : '';
  return (
    <Dialog title={filled(texts.voucher, { number })} onClose={onClose}>
      <Read of={receipt}>{(found) => <ReceiptOf receipt={found} />}</Read>
    </Dialog>
  );
}
