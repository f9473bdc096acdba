import { useDay } from '../../api/day.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { CooperativeField } from '../../parts/fields/CooperativeField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { LoanField } from '../../parts/fields/LoanField.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import type { FormValues } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import type { TypedCollateral, TypedLoan, TypedValuation } from './collateralFields.ts';

const said = words.collateral;

interface Props {
  readonly form: FormValues<TypedCollateral>;
}

function OwnerFields({ form }: Props) {
  const { asOf } = useDay();
  const { values, field, set } = form;
  return (
    <fieldset className="choices">
      <legend>{said.owner}</legend>
      <div className="row">
        <ChoiceField
          label={said.ownedBy}
          {...field('ownedBy')}
          choices={[
            ['cooperative', said.ofCooperative],
            ['other', said.ofOther],
          ]}
        />
        {values.ownedBy === 'cooperative' ? (
          <CooperativeField
            label={said.ownerCooperative}
            name="ownerCooperativeId"
            asOf={asOf}
            chosen={values.cooperativeName}
            onChange={(chosen) =>
              set({ cooperativeId: chosen?.id ?? '', cooperativeName: chosen?.name ?? '' })
            }
          />
        ) : (
          <TextField label={said.ownerName} {...field('ownerName')} name="owner.name" isRequired />
        )}
      </div>
      {values.ownedBy === 'other' && (
        <div className="row">
          <TextField
            label={said.identityNumber}
            {...field('identityNumber')}
            name="owner.identityNumber"
          />
          <TextField label={said.address} {...field('address')} name="owner.address" />
          <TextField label={said.phone} {...field('phone')} name="owner.phone" />
        </div>
      )}
    </fieldset>
  );
}

function LoansField({ form }: Props) {
  const { asOf } = useDay();
  const { loans } = form.values;
  const change = (next: readonly TypedLoan[]): void => form.set({ loans: next });
  return (
    <fieldset className="choices">
      <legend>{said.loans}</legend>
      {loans.map((loan, at) => (
        <div className="row" key={loan.loanId}>
          <p className="in-row">
            {loan.contractNumber}, {loan.cooperativeName}
          </p>
          <MoneyField
            label={filled(said.upToOf, { contractNumber: loan.contractNumber })}
            name={`secures.${at}.upTo`}
            value={loan.upTo}
            onChange={(upTo) =>
              change(loans.map((each) => (each === loan ? { ...each, upTo } : each)))
            }
            hint={said.upToHint}
          />
          <button
            type="button"
            className="quiet in-row"
            aria-label={filled(said.takeOut, { contractNumber: loan.contractNumber })}
            onClick={() => change(loans.filter((each) => each !== loan))}
          >
            ✕
          </button>
        </div>
      ))}
      <LoanField
        label={said.addLoan}
        name="secures"
        asOf={asOf}
        onChange={({ id, contractNumber, cooperativeName }) => {
          if (loans.some(({ loanId }) => loanId === id)) return;
          change([...loans, { loanId: id, contractNumber, cooperativeName, upTo: '' }]);
        }}
      />
    </fieldset>
  );
}

/** What is typed of an asset, besides its valuations. */
export function CollateralFields({ form }: Props) {
  const { field } = form;
  return (
    <>
      <div className="row">
        <ChoiceField
          label={said.kind}
          {...field('kind')}
          choices={
            Object.entries(words.codes.collateralKind) as [TypedCollateral['kind'], string][]
          }
        />
        <TextField label={said.description} {...field('description')} isRequired />
        <TextField label={said.documentNumber} {...field('documentNumber')} />
      </div>
      <OwnerFields form={form} />
      <LoansField form={form} />
      <div className="row">
        <DayField
          label={said.mayBeSoldFrom}
          {...field('mayBeSoldFrom')}
          hint={said.mayBeSoldFromHint}
        />
      </div>
    </>
  );
}

/** What is typed of a valuation. */
export function ValuationFields<V extends TypedValuation>({
  form,
  at = '',
}: {
  readonly form: FormValues<V>;
  /** Where the fields stand in the body: `valuations.0.`; left out: at its top. */
  readonly at?: string;
}) {
  const { values, set } = form;
  const field = (name: keyof TypedValuation) => ({
    name: `${at}${name}`,
    value: values[name],
    onChange: (typed: string) => set({ [name]: typed } as Partial<V>),
  });
  return (
    <div className="row">
      <DayField label={said.valuedOn} {...field('valuedOn')} isRequired />
      <MoneyField label={said.value} {...field('value')} isRequired isInWords />
      <TextField label={said.basis} {...field('basis')} isRequired />
      <TextField label={said.valuedBy} {...field('valuedBy')} />
    </div>
  );
}
