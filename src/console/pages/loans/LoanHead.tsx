import { Link } from '@tanstack/react-router';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { filled, words } from '../../words/words.ts';
import type { TabProps } from './reading.ts';
import { StandingTag } from './StandingTag.tsx';
import { TabLink } from './TabLink.tsx';

const text = words.loans;

function Buttons({ loan, position }: TabProps) {
  const may = useMay();
  const { id } = loan;
  return (
    <div className="buttons">
      {may('receipts:write') && position.standing !== 'not_disbursed' && (
        <Link to="/receipts/new" search={{ loan: id }} className="button main">
          {text.recordReceipt}
        </Link>
      )}
      {may('loans:write') && position.standing === 'not_disbursed' && (
        <Link to="/loans/$id" params={{ id }} search={{ tab: 'payments' }} className="button main">
          {text.disburse}
        </Link>
      )}
      {may('decisions:write') && (
        <Link to="/loans/$id" params={{ id }} search={{ tab: 'decisions' }} className="button">
          {text.decide}
        </Link>
      )}
    </div>
  );
}

/** What the fund alone knows of a loan that it has charged off (R40). */
function ChargedOffNote({ position: { standing, writtenOffOn } }: Pick<TabProps, 'position'>) {
  if (standing !== 'charged_off') return null;
  return (
    <p className="soft">
      {writtenOffOn !== undefined && `${filled(text.writtenOff, { day: dayText(writtenOffOn) })} `}
      {text.chargedOffNote}
    </p>
  );
}

/** Whose loan it is, and the figures that are asked for first. */
export function LoanHead({ loan, position }: TabProps) {
  const { asOf } = useDay();
  const { id, cooperativeId, cooperativeName, contractNumber, locality, signedOn } = loan;
  const { standing, daysPastDue, oldestUnpaidDueOn, debtGroup, principal, payoff } = position;
  return (
    <>
      <div className="title">
        <div className="loan-title">
          <h1>
            {filled(text.loanTitle, { contractNumber })} <StandingTag standing={standing} />
          </h1>
          <p>
            <Link to="/cooperatives/$id" params={{ id: cooperativeId }} search={{}}>
              {cooperativeName}
            </Link>
            , {locality}. {filled(text.signedOnDay, { day: dayText(signedOn) })}
          </p>
          <ChargedOffNote position={position} />
        </div>
        <Buttons loan={loan} position={position} />
      </div>
      <div className="loan-figures">
        <Figures label={filled(text.standsAt, { day: dayText(asOf) })}>
          <Figure
            name={text.outstanding}
            note={filled(text.ofContract, { amount: grouped(principal.contracted) })}
          >
            <TabLink id={id} tab="payments">
              {grouped(principal.outstanding)}
            </TabLink>
          </Figure>
          <Figure name={text.overduePrincipal} isBad={principal.overdue !== '0'}>
            <TabLink id={id} tab="schedule">
              {grouped(principal.overdue)}
            </TabLink>
          </Figure>
          <Figure
            name={text.daysPastDue}
            isBad={daysPastDue > 0}
            note={
              oldestUnpaidDueOn === null
                ? undefined
                : filled(text.unpaidSince, { day: dayText(oldestUnpaidDueOn) })
            }
          >
            <TabLink id={id} tab="schedule">
              {daysPastDue}
            </TabLink>
          </Figure>
          <Figure name={text.debtGroup} isBad={debtGroup !== null && debtGroup > 2}>
            <TabLink id={id} tab="position">
              {debtGroup ?? '–'}
            </TabLink>
          </Figure>
          <Figure name={text.payoff} note={filled(text.onDay, { day: dayText(asOf) })}>
            <TabLink id={id} tab="position">
              {grouped(payoff)}
            </TabLink>
          </Figure>
        </Figures>
      </div>
    </>
  );
}
