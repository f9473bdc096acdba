import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, today } from '../../../format/days.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { filled, words } from '../../../words/words.ts';
import type { Draft } from './draft.ts';
import type { Receipt } from './useReceipt.ts';

const texts = words.receipts;

const METHODS = ['cash', 'transfer', ''] as const satisfies readonly Draft['method'][];

interface Props {
  readonly receipt: Receipt;
}

/** The places of a fund at which money of a method can be, if there is more than the default one. */
function usePlaces(method: Draft['method']): readonly Shape<'PlaceBalance'>[] {
  const may = useMay();
  const places = useRead(
    ['places', 'today'],
    async (signal) => api.GET('/v1/fund/places', { signal }),
    { enabled: may('fund:read') },
  );
  const kind = method === 'cash' ? 'cash' : 'bank';
  const fitting = (places.data?.data ?? []).filter((place) => place.kind === kind);
  return fitting.length > 1 ? fitting : [];
}

function PlaceOfVoucher({ receipt }: Props) {
  const { draft, change } = receipt;
  const places = usePlaces(draft.method);
  if (places.length === 0) return null;
  return (
    <ChoiceField
      label={texts.place}
      name="place"
      value={draft.place}
      onChange={(place) => change((before) => ({ ...before, place }))}
      choices={[
        ['', texts.defaultPlace],
        ...places.map(({ id, name }) => [id, name ?? texts.defaultPlace] as const),
      ]}
    />
  );
}

/** A day of a closed quarter: the books show the receipt later (R42). */
function LateFields({ receipt }: Props) {
  const { draft, change, found } = receipt;
  const { late } = draft;
  if (late === null) {
    if (found?.code !== 'period-closed') return null;
    const day = today();
    return (
      <button
        type="button"
        onClick={() => change((before) => ({ ...before, late: { bookedOn: day, reason: '' } }))}
      >
        {filled(texts.bookLater, { day: dayText(day) })}
      </button>
    );
  }
  return (
    <div className="row">
      <TextField
        label={words.parts.reason}
        name="reason"
        value={late.reason}
        onChange={(reason) => change((before) => ({ ...before, late: { ...late, reason } }))}
        hint={texts.lateHint}
        autoFocus={late.reason === ''}
      />
      <DayField
        label={words.parts.bookedOn}
        name="bookedOn"
        value={late.bookedOn}
        onChange={(bookedOn) => change((before) => ({ ...before, late: { ...late, bookedOn } }))}
        hint={words.parts.bookedOnHint}
      />
      <button
        type="button"
        className="quiet"
        onClick={() => change((before) => ({ ...before, late: null }))}
      >
        {texts.bookOnDay}
      </button>
    </div>
  );
}

/** Somebody else used the number meanwhile: the next one can be taken. */
function NextNumber({ receipt }: Props) {
  const { change, found, suggested, voucherNumber } = receipt;
  if (found?.code !== 'duplicate' || suggested === '' || suggested === voucherNumber) return null;
  return (
    <button
      type="button"
      onClick={() => change((before) => ({ ...before, voucherNumber: suggested }))}
    >
      {filled(texts.useNumber, { number: suggested })}
    </button>
  );
}

/** What a voucher says beside its loans and amounts: number, day, way. */
export function VoucherFields({ receipt }: Props) {
  const { draft, change, voucherNumber } = receipt;
  return (
    <>
      <div className="row">
        <TextField
          label={texts.voucherNumber}
          name="voucherNumber"
          value={draft.voucherNumber ?? voucherNumber}
          onChange={(typed) => change((before) => ({ ...before, voucherNumber: typed }))}
        />
        <DayField
          label={texts.effectiveOn}
          name="effectiveOn"
          value={draft.effectiveOn}
          onChange={(effectiveOn) =>
            change((before) => ({ ...before, effectiveOn, saidOn: today() }))
          }
          hint={draft.effectiveOn === today() ? undefined : texts.notToday}
        />
      </div>
      <NextNumber receipt={receipt} />
      <LateFields receipt={receipt} />
      <div className="row">
        <ChoiceField<Draft['method']>
          label={texts.method}
          name="method"
          value={draft.method}
          onChange={(method) => change((before) => ({ ...before, method, place: '' }))}
          choices={METHODS.map((each) => [each, texts.methods[each === '' ? 'unstated' : each]])}
        />
        <PlaceOfVoucher receipt={receipt} />
      </div>
    </>
  );
}
