import { useDay } from '../../api/day.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { CooperativeField } from '../../parts/fields/CooperativeField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import type { FormValues } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import type { TypedBorrower } from './borrowerFields.ts';
import { BorrowerName, useBorrower } from './BorrowerName.tsx';

const text = words.borrowers;

const KINDS = Object.entries(words.codes.borrowerKind) as readonly (readonly [
  TypedBorrower['kind'],
  string,
])[];

interface Props {
  readonly form: FormValues<TypedBorrower>;
}

/** Borrowers that are counted together with this one for the limit of lending (R29). */
function Related({ form: { values, set } }: Props) {
  const { asOf } = useDay();
  const { related } = values;
  return (
    <fieldset className="choices">
      <legend>{text.related}</legend>
      <ul>
        {related.map(({ id, name }) => (
          <li key={id}>
            <BorrowerName id={id} name={name} />{' '}
            <button
              type="button"
              className="quiet"
              aria-label={filled(text.notRelated, { name })}
              onClick={() => set({ related: related.filter((each) => each.id !== id) })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <CooperativeField
        key={related.length}
        label={text.addRelated}
        asOf={asOf}
        onChange={(found) => {
          if (found !== null && related.every(({ id }) => id !== found.id))
            set({ related: [...related, { id: found.id, name: found.name }] });
        }}
      />
    </fieldset>
  );
}

/** What is told of a borrower, field by field. */
export function BorrowerFields({ form }: Props) {
  const { field, values, set } = form;
  const { asOf } = useDay();
  const memberOf = useBorrower(values.memberOfName === '' ? values.memberOfId : '');
  return (
    <>
      <div className="row">
        <TextField label={text.code} {...field('code')} autoFocus />
        <ChoiceField label={text.kind} {...field('kind')} choices={KINDS} />
      </div>
      <TextField label={text.name} {...field('name')} />
      <div className="row">
        <TextField label={text.locality} {...field('locality')} hint={text.localityHint} />
        <TextField label={text.sector} {...field('sector')} />
      </div>
      <div className="row">
        <TextField label={text.representative} {...field('representative')} />
        <TextField label={text.phone} {...field('phone')} />
        <TextField label={text.taxCode} {...field('taxCode')} />
      </div>
      <TextField label={text.address} {...field('address')} />
      {values.kind === 'member' && (
        <CooperativeField
          label={text.memberOf}
          name="memberOfId"
          asOf={asOf}
          chosen={values.memberOfName || (memberOf.data?.name ?? '')}
          onChange={(found) =>
            set({ memberOfId: found?.id ?? '', memberOfName: found?.name ?? '' })
          }
        />
      )}
      <details open={values.related.length > 0}>
        <summary>{text.related}</summary>
        <Related form={form} />
      </details>
    </>
  );
}
