import { api, type Shape } from '../../../api/client.ts';
import { digitsOf, grouped } from '../../../format/money.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { filled, words } from '../../../words/words.ts';
import type { Position } from '../reading.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

type Component = Shape<'WaiveInterestBody'>['component'];

const COMPONENTS = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

/** Waives owed interest of a class (R14). */
export function WaiverForm({ id, position }: { id: string; position: Position }) {
  return (
    <DecisionForm
      initial={{
        component: 'overdueInterest' as Component,
        amount: '',
        effectiveOn: position.asOf,
        decisionNumber: '',
        ...BOOKED_IN_TIME,
      }}
      body={({ component, amount, effectiveOn, decisionNumber }) => ({
        component,
        amount: digitsOf(amount) ?? '',
        effectiveOn,
        decisionNumber,
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/waivers', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field, values }) => (
        <>
          <div className="row">
            <TextField label={text.decisionNumber} {...field('decisionNumber')} autoFocus />
            <DayField label={text.fromDay} {...field('effectiveOn')} />
          </div>
          <div className="row">
            <ChoiceField
              label={text.component}
              {...field('component')}
              choices={COMPONENTS.map((name) => [name, words.codes.component[name]] as const)}
            />
            <MoneyField
              label={text.amount}
              {...field('amount')}
              hint={filled(text.owedIs, { amount: grouped(position[values.component].owed) })}
            />
          </div>
        </>
      )}
    </DecisionForm>
  );
}
