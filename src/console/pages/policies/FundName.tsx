import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { useChange, withVersion, type Versioned } from '../../api/version.ts';
import { dayText, momentText } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

type Version = Shape<'FundVersion'>;

type Body = Shape<'FundChange'>;

type Named = Pick<Shape<'FundBalances'>, 'name' | 'province'>;

const { settings: said } = words;

const COLUMNS: readonly Column<Version>[] = [
  {
    title: said.version,
    cell: ({ changedOn }) => (changedOn === null ? said.always : dayText(changedOn)),
  },
  { title: said.name, cell: ({ name }) => name },
  { title: said.province, cell: ({ province }) => province, isMinor: true },
  { title: words.parts.reason, cell: ({ reason }) => reason, isMinor: true },
  {
    title: said.recorded,
    cell: ({ recordedAt, recordedBy }) => `${momentText(recordedAt)}, ${recordedBy}`,
    isMinor: true,
  },
];

function ChangeForm({ fund }: { fund: Versioned<Shape<'FundBalances'>> }) {
  const [begun, setBegun] = useState<Named>(fund);
  const form = useForm({
    name: fund.name,
    province: fund.province,
    effectiveOn: '',
    reason: '',
  });
  const act = useChange(
    fund.version,
    async (body: Body, header) => api.PATCH('/v1/fund', { params: { header }, body }),
    setBegun,
  );
  const { name, province, effectiveOn, reason } = form.values;
  return (
    <section className="card" aria-labelledby="change-name">
      <h2 id="change-name">{said.changeName}</h2>
      <p className="hint">{said.nameHint}</p>
      <Form
        act={act}
        verb={words.parts.save}
        body={() =>
          name.trim() === '' || province.trim() === '' || reason.trim() === ''
            ? null
            : {
                ...(name === begun.name ? {} : { name }),
                ...(province === begun.province ? {} : { province }),
                ...(effectiveOn === '' ? {} : { effectiveOn }),
                reason,
              }
        }
      >
        <TextField label={said.name} {...form.field('name')} isRequired />
        <div className="row">
          <TextField label={said.province} {...form.field('province')} isRequired />
          <DayField
            label={said.effectiveOn}
            hint={said.effectiveOnHint}
            {...form.field('effectiveOn')}
          />
        </div>
        <TextField label={words.parts.reason} {...form.field('reason')} isRequired />
        {act.answer !== undefined && (
          <p className="done" role="status">
            {said.saved}
          </p>
        )}
      </Form>
    </section>
  );
}

/** What the fund is called today, to be changed. */
function Change() {
  const fund = useRead(['fund', 'named'], async (signal) =>
    withVersion(api.GET('/v1/fund', { signal })),
  );
  return <Read of={fund}>{(named) => <ChangeForm fund={named} />}</Read>;
}

/** What the fund is called and where, with every change of it. */
export function FundName() {
  const may = useMay();
  const me = useMe();
  const versions = useRead(['fund', 'versions'], async (signal) =>
    api.GET('/v1/fund/versions', { params: { query: { limit: 200 } }, signal }),
  );
  if (me === undefined) return null;
  const { fund } = me;
  return (
    <>
      <section className="card" aria-label={said.tabs.fund}>
        <Facts
          facts={[
            [said.name, fund.name],
            [said.province, fund.province],
            [said.code, fund.code],
          ]}
        />
      </section>
      {may('fund:write') && <Change />}
      <h2>{said.versions}</h2>
      <Read of={versions}>
        {({ data }) => (
          <Table
            label={said.versions}
            columns={COLUMNS}
            rows={data.toReversed()}
            keyOf={({ id }) => id}
          />
        )}
      </Read>
    </>
  );
}
