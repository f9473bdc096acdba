import { api } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { CountField } from '../../../parts/fields/CountField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { InstalmentsField } from '../../../parts/fields/InstalmentsField.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import type { FormValues } from '../../../parts/Form.tsx';
import { filled, words } from '../../../words/words.ts';
import { noOpening, type TypedOpening } from './opening.ts';
import type { TypedTerms } from './terms.ts';

const text = words.loans.contract.opening;

const { component } = words.codes;

interface FieldsProps {
  readonly opening: TypedOpening;
  readonly change: (changed: Partial<TypedOpening>) => void;
}

/** A field of the opening, by its name and the name that the body has for it. */
function bound<K extends keyof TypedOpening>(
  { opening, change }: FieldsProps,
  key: K,
  name: string = key,
) {
  return {
    name: `opening.${name}`,
    value: opening[key],
    onChange: (value: TypedOpening[K]) => change({ [key]: value } as Partial<TypedOpening>),
  };
}

function Owed(props: FieldsProps) {
  return (
    <>
      <InstalmentsField label={text.instalments} {...bound(props, 'instalments')} />
      <InstalmentsField
        label={text.due}
        {...bound(props, 'due', 'inTermInterest.due')}
        amountName="amount"
        amountLabel={component.inTermInterest}
      />
      <div className="row">
        <MoneyField label={text.accrued} {...bound(props, 'accrued', 'inTermInterest.accrued')} />
        <MoneyField label={component.overdueInterest} {...bound(props, 'overdueInterest')} />
        <MoneyField label={component.lateInterest} {...bound(props, 'lateInterest')} />
      </div>
    </>
  );
}

function History(props: FieldsProps) {
  return (
    <>
      <div className="row">
        <CountField label={text.restructurings} {...bound(props, 'restructurings')} />
        <DayField label={text.lastPaymentOn} {...bound(props, 'lastPaymentOn')} />
        <DayField label={text.lastConfirmedOn} {...bound(props, 'lastConfirmedOn')} />
      </div>
      <CheckField label={text.interestWaived} {...bound(props, 'interestWaived')} />
    </>
  );
}

/** What was owed on a loan that is older than the opening day of the fund (R33). */
export function OpeningFields({ form }: { form: FormValues<TypedTerms> }) {
  const may = useMay();
  const fund = useRead(
    ['fund', 'opening', 'now'],
    async (signal) => api.GET('/v1/fund/opening', { signal }),
    { enabled: may('fund:read') },
  );
  const { opening } = form.values;
  const on = fund.data?.on ?? null;
  if (on === null && opening === null) return null;
  const change = (changed: Partial<TypedOpening>): void => {
    if (opening !== null) form.set({ opening: { ...opening, ...changed } });
  };
  return (
    <fieldset className="choices">
      <legend>{text.title}</legend>
      <CheckField
        label={filled(text.isTakenOver, { day: dayText(opening?.on ?? on ?? '') })}
        value={opening !== null}
        onChange={(isTakenOver) => form.set({ opening: isTakenOver ? noOpening(on ?? '') : null })}
      />
      {opening !== null && (
        <>
          <div className="row">
            <MoneyField
              label={text.disbursed}
              {...bound({ opening, change }, 'disbursed')}
              hint={text.disbursedHint}
            />
            <TextField
              label={words.parts.documentNumber}
              {...bound({ opening, change }, 'documentNumber')}
            />
          </div>
          <Owed opening={opening} change={change} />
          <History opening={opening} change={change} />
        </>
      )}
    </fieldset>
  );
}
