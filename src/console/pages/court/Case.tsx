import { Link, useParams } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { Facts } from '../../parts/Figures.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';
import { CaseCollaterals } from './CaseCollaterals.tsx';
import { CaseDeadlines } from './CaseDeadlines.tsx';
import { CaseReceipts } from './CaseReceipts.tsx';
import { CaseSums } from './CaseSums.tsx';
import { ClaimLines, CourtFee } from './Claim.tsx';
import { Told } from '../../parts/Told.tsx';
import { NextSteps } from './NextSteps.tsx';
import { RequestPaper } from './RequestPaper.tsx';
import { StayFreezes } from './StayFreezes.tsx';
import { Timeline } from './Timeline.tsx';

type CaseAnswer = Shape<'GetCaseAnswer'>;

const text = words.cases;

function Loans({ loanIds, contractNumbers }: CaseAnswer) {
  return loanIds.map((id, place) => (
    <span key={id} className="listed">
      <LoanLink id={id} number={contractNumbers[place] ?? id} />
    </span>
  ));
}

function Parties({ parties }: CaseAnswer) {
  return parties.map(({ role, name, note }) => (
    <span key={`${role} ${name}`} className="listed">
      {name} ({words.codes.partyRole[role]}
      {note !== null && `; ${note}`})
    </span>
  ));
}

function AboutCase({ of: suit }: { of: CaseAnswer }) {
  const { court, courtAt, docketType, docketNumber, filedOn, stage, sued, parties } = suit;
  return (
    <section className="card">
      <Facts
        facts={[
          [
            text.borrower,
            <Link
              key="borrower"
              to="/cooperatives/$id"
              params={{ id: suit.cooperativeId }}
              search={{}}
            >
              {suit.cooperativeName} ({suit.cooperativeCode})
            </Link>,
          ],
          [text.loans, <Loans key="loans" {...suit} />],
          [text.court, courtAt],
          [text.filedAt, courtAt === court ? null : court],
          [text.docketType, words.codes.docketType[docketType]],
          [text.docketNumber, docketNumber],
          [text.filedOn, dayText(filedOn)],
          [text.office, suit.enforcementOffice],
          [
            text.stage,
            stage === null ? (
              text.notFiled
            ) : (
              <span key="stage" className={sued ? 'tag warn' : 'tag'}>
                {words.codes.stage[stage]}
              </span>
            ),
          ],
          [text.sued, sued ? words.parts.yes : words.parts.no],
          [text.parties.title, parties.length === 0 ? null : <Parties key="parties" {...suit} />],
        ]}
      />
    </section>
  );
}

/** What can be claimed at the day, with what the court would charge of it. */
function ClaimAt({ id }: { id: string }) {
  const day = useDay();
  const claim = useRead(['cases', id, 'claim', day.query], async (signal) =>
    api.GET('/v1/litigation-cases/{id}/claim', {
      params: { path: { id }, query: day.query },
      signal,
    }),
  );
  return (
    <section className="card" aria-label={filled(text.claim.at, { day: dayText(day.asOf) })}>
      <h2>{filled(text.claim.at, { day: dayText(day.asOf) })}</h2>
      <Read of={claim}>
        {(answer) => (
          <>
            <ClaimLines claim={answer} />
            <CourtFee fee={answer.courtFee} />
          </>
        )}
      </Read>
    </section>
  );
}

function CaseRead({ suit, asOf }: { suit: CaseAnswer; asOf: string }) {
  const may = useMay();
  const { claimed, canFollow, stages, id, courtFee } = suit;
  const { total: _, ...components } = claimed;
  return (
    <>
      <div className="title">
        <h1>{filled(text.caseTitle, { name: suit.cooperativeName })}</h1>
      </div>
      <Told warnings={suit.warnings} />
      <AboutCase of={suit} />
      <StayFreezes of={suit} />
      <div className="columns">
        <Timeline stages={stages} asOf={asOf} />
        <div className="read">
          {may('litigation:write') && (
            <NextSteps caseId={id} canFollow={canFollow} claimed={components} />
          )}
          <CaseDeadlines of={suit} />
          <RequestPaper of={suit} />
          <CaseReceipts of={suit} />
        </div>
      </div>
      <CaseSums of={suit} />
      <CaseCollaterals of={suit.collaterals} />
      <section className="card">
        <h2>{text.feePaid}</h2>
        <CourtFee fee={courtFee} />
      </section>
      <ClaimAt id={id} />
    </>
  );
}

/** A case before the courts: how it went, what can come next, and its sums beside the positions. */
export function Case() {
  const { id } = useParams({ from: '/frame/cases/$id' });
  const day = useDay();
  const suit = useRead(['cases', id, day.query], async (signal) =>
    api.GET('/v1/litigation-cases/{id}', { params: { path: { id }, query: day.query }, signal }),
  );
  return (
    <Read of={suit}>{(answer) => <CaseRead key={answer.id} suit={answer} asOf={day.asOf} />}</Read>
  );
}
