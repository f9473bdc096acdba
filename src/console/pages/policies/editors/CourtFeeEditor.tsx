import { digitsOf } from '../../../format/money.ts';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { PercentField } from '../../../parts/fields/PercentField.tsx';
import { words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

type Fee = ValueOf<'courtFee'>;

type Schedule = Fee['civil'];

type Band = Schedule['bands'][number];

/** Digits, if what was typed is an amount; else as it was typed. */
const amountOf = (typed: string): string => digitsOf(typed) ?? typed;

interface BandProps {
  readonly docket: keyof Fee;
  readonly at: number;
  readonly band: Band;
  readonly change: (band: Band | null) => void;
}

function BandFields({ docket, at, band, change }: BandProps) {
  const name = `value.${docket}.bands.${at}`;
  return (
    <div className="row">
      <MoneyField
        label={said.fee.above}
        name={`${name}.above`}
        value={band.above}
        onChange={(typed) => change({ ...band, above: amountOf(typed) })}
      />
      <MoneyField
        label={said.fee.base}
        name={`${name}.base`}
        value={band.base}
        onChange={(typed) => change({ ...band, base: amountOf(typed) })}
      />
      <PercentField
        label={said.fee.percent}
        name={`${name}.percent`}
        value={band.percent}
        onChange={(percent) => change({ ...band, percent })}
      />
      <button type="button" className="quiet" onClick={() => change(null)}>
        {said.removeLine}
      </button>
    </div>
  );
}

interface ScheduleProps extends EditorProps<Schedule> {
  readonly docket: keyof Fee;
}

function ScheduleFields({ docket, value, onChange }: ScheduleProps) {
  const { leastAdvance, bands } = value;
  const change = (at: number, band: Band | null): void =>
    onChange({
      ...value,
      bands: bands.flatMap((each, index) => (index === at ? (band ?? []) : each)),
    });
  return (
    <fieldset className="choices">
      <legend>{said.fee[docket]}</legend>
      <MoneyField
        label={said.fee.leastAdvance}
        name={`value.${docket}.leastAdvance`}
        value={leastAdvance}
        onChange={(typed) => onChange({ ...value, leastAdvance: amountOf(typed) })}
      />
      {bands.map((band, at) => (
        // A band is told by where it stands: all of it is being typed.
        // oxlint-disable-next-line react/no-array-index-key
        <BandFields key={at} docket={docket} at={at} band={band} change={(to) => change(at, to)} />
      ))}
      <div className="buttons">
        <button
          type="button"
          className="quiet"
          onClick={() =>
            onChange({ ...value, bands: [...bands, { above: '', base: '', percent: '' }] })
          }
        >
          {said.addLine}
        </button>
      </div>
    </fieldset>
  );
}

/** Edits what a court charges, band by band. */
export function CourtFeeEditor({ value, onChange }: EditorProps<Fee>) {
  return (
    <>
      <ScheduleFields
        docket="civil"
        value={value.civil}
        onChange={(civil) => onChange({ ...value, civil })}
      />
      <ScheduleFields
        docket="commercial"
        value={value.commercial}
        onChange={(commercial) => onChange({ ...value, commercial })}
      />
    </>
  );
}
