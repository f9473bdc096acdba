import type { ReactNode } from 'react';
import { dayText } from '../../format/days.ts';
import { grouped, percent, sumOf } from '../../format/money.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { Table } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import {
  plannedOf,
  type Borrower,
  type Instalment,
  type Loan,
  type Payment,
  type PlannedRow,
} from './planned.ts';

const { planned: said, choices } = words.imports;

type Fact = readonly [string, ReactNode];

const day = (on: string | null): string | null => (on === null ? null : dayText(on));

const money = (amount: string): string => `${grouped(amount)} ${words.parts.dong}`;

const rate = (of: string | null): string | null => (of === null ? null : percent(of));

const every = (of: string): string =>
  of in choices.every ? choices.every[of as keyof typeof choices.every] : of;

function ofBorrower(borrower: Borrower): readonly Fact[] {
  return [
    [said.code, borrower.code],
    [said.name, borrower.name],
    [said.locality, borrower.locality],
    [said.taxCode, borrower.taxCode],
    [said.representative, borrower.representative],
    [said.phone, borrower.phone],
    [said.address, borrower.address],
    [said.sector, borrower.sector],
  ];
}

function ofLoan(loan: Loan): readonly Fact[] {
  const { opening } = loan;
  return [
    [said.contractNumber, loan.contractNumber],
    ...ofBorrower(loan.borrower),
    [said.signedOn, day(loan.signedOn)],
    [said.principal, money(loan.principal)],
    [said.ratePercent, rate(loan.ratePercent)],
    [said.overdueRatePercent, rate(loan.overdueRatePercent)],
    [said.lateInterestRatePercent, rate(loan.lateInterestRatePercent)],
    [said.principalEvery, every(loan.principalEvery)],
    [said.interestEvery, every(loan.interestEvery)],
    [said.firstInterestDueOn, day(loan.firstInterestDueOn)],
    [said.purpose, loan.purpose],
    [said.source, loan.source],
    ...(opening === null
      ? []
      : ([
          [said.on, day(opening.on)],
          [said.disbursed, money(opening.disbursed)],
          [said.outstanding, money(sumOf(opening.instalments.map((each) => each.principal)))],
          [said.interestDue, money(sumOf(opening.interestDue.map((each) => each.amount)))],
          [said.interestAccrued, money(opening.interestAccrued)],
          [said.overdueInterest, money(opening.overdueInterest)],
          [said.lateInterest, money(opening.lateInterest)],
          [said.restructurings, opening.restructurings],
          [said.lastPaymentOn, day(opening.lastPaymentOn)],
          [said.lastConfirmedOn, day(opening.lastConfirmedOn)],
        ] as const)),
  ];
}

function ofPayment({
  loan,
  amount,
  effectiveOn,
  voucherNumber,
  method,
  parts,
}: Payment): readonly Fact[] {
  return [
    [said.voucherNumber, voucherNumber],
    [said.contractNumber, loan.contractNumber ?? loan.borrower?.name],
    [said.effectiveOn, dayText(effectiveOn)],
    [said.amount, money(amount)],
    [said.method, method === null ? null : words.codes.method[method]],
    ...Object.entries(parts ?? {}).map(([part, of]): Fact => [
      part in said ? said[part as keyof typeof said] : part,
      money(of),
    ]),
    [words.parts.note, parts === null ? said.byOrder : null],
  ];
}

function Instalments({ title, of: rows }: { title: string; of: readonly Instalment[] }) {
  return (
    <>
      <h3>{title}</h3>
      <Table
        label={title}
        rows={rows}
        keyOf={({ dueOn }) => dueOn}
        columns={[
          { title: words.parts.day, cell: ({ dueOn }) => dayText(dueOn), total: words.parts.total },
          {
            title: words.codes.component.principal,
            cell: ({ principal }) => grouped(principal),
            isNumber: true,
            total: grouped(sumOf(rows.map(({ principal }) => principal))),
          },
        ]}
      />
    </>
  );
}

interface Props {
  readonly row: PlannedRow;
  readonly title: string;
  readonly onClose: () => void;
}

/** All that a row of a book would enter. */
export function PlannedDetail({ row, title, onClose }: Props) {
  const planned = plannedOf(row);
  if (planned.kind === 'cooperative')
    return (
      <Dialog title={title} onClose={onClose}>
        <Facts facts={ofBorrower(planned.enters.borrower)} />
      </Dialog>
    );
  if (planned.kind !== 'loan')
    return (
      <Dialog title={title} onClose={onClose}>
        <Facts facts={ofPayment(planned.enters)} />
      </Dialog>
    );
  const { opening, instalments } = planned.enters;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="read">
        <Facts facts={ofLoan(planned.enters)} />
        {opening === null ? (
          <Instalments title={said.allInstalments} of={instalments} />
        ) : (
          <Instalments title={said.instalments} of={opening.instalments} />
        )}
      </div>
    </Dialog>
  );
}
