import { api, type Shape } from '../../../api/client.ts';
import { digitsOf } from '../../../format/money.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import type { Position } from '../reading.ts';
import { DecisionForm } from './DecisionForm.tsx';
import { DocumentsField, newDocument, type TypedDocument } from './DocumentsField.tsx';
import { GROUNDS } from './grounds.ts';

const text = words.decisions;

type Ground = NonNullable<Shape<'ChargeOffLoanBody'>['ground']>;

/** The charge-off in the old book, if one was typed. */
const firstOf = (on: string, principal: string) =>
  `${on}${principal}` === '' ? {} : { first: { on, principal: digitsOf(principal) ?? '' } };

/** Takes the outstanding principal off the books; it is still owed (R14, R40). */
export function ChargeOffForm({ id, position }: { id: string; position: Position }) {
  const isTakenOver = position.openedOn !== undefined;
  const documents: readonly TypedDocument[] = [newDocument()];
  return (
    <DecisionForm
      initial={{
        effectiveOn: position.asOf,
        decisionNumber: '',
        ground: 'group_5' as Ground,
        documents,
        'first.on': '',
        'first.principal': '',
        ...BOOKED_IN_TIME,
      }}
      body={(values) => ({
        effectiveOn: values.effectiveOn,
        decisionNumber: values.decisionNumber,
        ground: values.ground,
        documents: values.documents
          .filter(({ name, number, issuedOn }) => `${name}${number}${issuedOn}` !== '')
          .map(({ name, number, issuedOn }) => ({
            name,
            ...(number === '' ? {} : { number }),
            ...(issuedOn === '' ? {} : { issuedOn }),
          })),
        ...firstOf(values['first.on'], values['first.principal']),
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/charge-offs', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <p className="soft">{text.chargeOffHint}</p>
          <div className="row">
            <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
            <DayField label={text.fromDay} {...field('effectiveOn')} />
            <ChoiceField label={text.ground} {...field('ground')} choices={GROUNDS} />
          </div>
          <DocumentsField {...field('documents')} />
          {isTakenOver && (
            <div className="row">
              <DayField
                label={text.firstChargedOffOn}
                hint={text.firstChargedOffHint}
                {...field('first.on')}
              />
              <MoneyField label={text.firstChargedOffPrincipal} {...field('first.principal')} />
            </div>
          )}
        </>
      )}
    </DecisionForm>
  );
}
