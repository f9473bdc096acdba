import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { dayText } from '../../format/days.ts';
import { grouped, percent } from '../../format/money.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Facts, Figure, Figures } from '../../parts/Figures.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { IdentityNumber } from '../persons/IdentityNumber.tsx';
import { StandingTag } from '../loans/StandingTag.tsx';
import { ChangeForm, ReleaseForm, ValuationForm } from './acts.tsx';
import { CollateralHistory } from './CollateralHistory.tsx';
import { useCollateral, type CollateralShape } from './reading.ts';
import { StateTag } from './StateTag.tsx';

const said = words.collateral;

type Versioned = NonNullable<ReturnType<typeof useCollateral>['data']>;

/** How what is deducted comes about: value × percent, spread over the loans. */
function Deduction({ asset }: { readonly asset: CollateralShape }) {
  const { value, valuedOn, ground, countsUntil } = asset;
  const isCounted = ground === 'counted';
  return (
    <Figures label={said.deduction}>
      <Figure
        name={said.value}
        note={valuedOn === null ? undefined : filled(said.valuedOnDay, { day: dayText(valuedOn) })}
      >
        {value === null ? '–' : grouped(value)}
      </Figure>
      <Figure name={said.percent}>{percent(asset.percent)}</Figure>
      <Figure
        name={said.deductible}
        isBad={!isCounted}
        note={isCounted ? undefined : words.codes.deductionGround[ground]}
      >
        {grouped(asset.deductible)}
      </Figure>
      <Figure
        name={said.deducted}
        note={countsUntil === null ? undefined : filled(said.until, { day: dayText(countsUntil) })}
      >
        {grouped(asset.deducted)}
      </Figure>
    </Figures>
  );
}

function Loans({ asset }: { readonly asset: CollateralShape }) {
  return (
    <section>
      <h2>{said.loans}</h2>
      <p className="soft">{said.sharesHint}</p>
      <Table
        label={said.loans}
        rows={asset.secures}
        keyOf={({ loanId }) => loanId}
        columns={[
          {
            title: words.reports.contract,
            cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
            total: words.parts.total,
          },
          { title: words.reports.borrower, cell: (row) => row.cooperativeName },
          {
            title: words.loans.standing,
            cell: ({ standing }) => <StandingTag standing={standing} />,
            isMinor: true,
          },
          {
            title: words.loans.outstanding,
            cell: (row) => grouped(row.principalOutstanding),
            isNumber: true,
          },
          {
            title: said.upTo,
            cell: ({ upTo }) => (upTo === null ? said.whole : grouped(upTo)),
            isNumber: true,
            isMinor: true,
          },
          {
            title: said.share,
            cell: ({ share }) => (share === null ? '' : grouped(share)),
            isNumber: true,
            total: grouped(asset.deducted),
          },
        ]}
      />
    </section>
  );
}

type Opened = 'value' | 'change' | 'release' | null;

function Acts({ asset }: { readonly asset: Versioned }) {
  const [opened, setOpened] = useState<Opened>(null);
  const close = (): void => setOpened(null);
  const { id, description, state } = asset;
  return (
    <div className="buttons">
      <button type="button" className="main" onClick={() => setOpened('value')}>
        {said.valueAnew}
      </button>
      <button type="button" onClick={() => setOpened('change')}>
        {said.change}
      </button>
      {state !== 'released' && (
        <button type="button" onClick={() => setOpened('release')}>
          {said.release}
        </button>
      )}
      <ReverseButton
        what={description}
        mayBookLater
        carryOut={async (body, key) =>
          api.POST('/v1/collaterals/{id}/reversal', {
            params: { path: { id }, header: { 'Idempotency-Key': key } },
            body,
          })
        }
      />
      {opened === 'value' && (
        <Dialog title={said.valueAnew} onClose={close}>
          <ValuationForm id={id} />
        </Dialog>
      )}
      {opened === 'change' && (
        <Dialog title={said.change} onClose={close}>
          <ChangeForm id={id} />
        </Dialog>
      )}
      {opened === 'release' && (
        <Dialog title={said.release} onClose={close}>
          <ReleaseForm id={id} />
        </Dialog>
      )}
    </div>
  );
}

function Known({ asset }: { readonly asset: Versioned }) {
  const may = useMay();
  const { query } = useDay();
  const { owner, ownerCooperativeId } = asset;
  return (
    <>
      <div className="title">
        <div>
          <h1>
            {asset.description} <StateTag state={asset.state} />
          </h1>
          <p>{words.codes.collateralKind[asset.kind]}</p>
        </div>
        {may('collateral:write') && <Acts asset={asset} />}
      </div>
      {asset.state === 'to_be_released' && <p className="problem">{said.toBeReleased}</p>}
      <Deduction asset={asset} />
      <Facts
        facts={[
          [
            said.owner,
            ownerCooperativeId === null ? (
              owner.name
            ) : (
              <Link to="/cooperatives/$id" params={{ id: ownerCooperativeId }} search={{}}>
                {owner.name}
              </Link>
            ),
          ],
          [
            said.identityNumber,
            owner.identityNumber === null ? null : (
              <IdentityNumber
                key="identity"
                shown={owner.identityNumber}
                name={owner.name}
                readKey={['collaterals', asset.id, 'whole', query]}
                readWhole={async (signal) => {
                  const path = { id: asset.id };
                  const params = { path, query };
                  const { data } = await api.GET('/v1/collaterals/{id}', { params, signal });
                  return data?.owner.identityNumber;
                }}
              />
            ),
          ],
          [said.address, owner.address],
          [said.phone, owner.phone],
          [said.documentNumber, asset.documentNumber],
          [said.securesFrom, dayText(asset.effectiveOn)],
          [said.mayBeSoldFrom, asset.mayBeSoldFrom === null ? null : dayText(asset.mayBeSoldFrom)],
        ]}
      />
      <Loans asset={asset} />
      <CollateralHistory asset={asset} />
    </>
  );
}

/** An asset: whose it is, what it is worth, what it secures, and what is deducted of it. */
export function Collateral() {
  const { id } = useParams({ from: '/frame/collaterals/$id' });
  const asset = useCollateral(id);
  return <Read of={asset}>{(known) => <Known key={known.id} asset={known} />}</Read>;
}
