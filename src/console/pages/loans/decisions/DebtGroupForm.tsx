import { api } from '../../../api/client.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { BOOKED_IN_TIME } from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { filled, words } from '../../../words/words.ts';
import type { Position } from '../reading.ts';
import { DecisionForm } from './DecisionForm.tsx';

const text = words.decisions;

const GROUPS = { '1': 1, '2': 2, '3': 3, '4': 4, '5': 5 } as const;

type Group = keyof typeof GROUPS;

const CHOICES = (Object.keys(GROUPS) as Group[]).map((group) => [group, group] as const);

/** Sets the debt group by hand: a worse one with a reason, a better one with a decision (R16). */
export function DebtGroupForm({ id, position }: { id: string; position: Position }) {
  return (
    <DecisionForm
      hasReason
      initial={{
        group: '3' as Group,
        effectiveOn: position.asOf,
        decisionNumber: '',
        ...BOOKED_IN_TIME,
      }}
      body={({ group, effectiveOn, decisionNumber }) => ({
        group: GROUPS[group],
        effectiveOn,
        ...(decisionNumber.trim() === '' ? {} : { decisionNumber }),
      })}
      carryOut={async (body, key) =>
        api.POST('/v1/loans/{id}/debt-group-overrides', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    >
      {({ field }) => (
        <>
          <div className="row">
            <ChoiceField
              label={text.group}
              {...field('group')}
              choices={CHOICES}
              hint={filled(text.groupIs, { group: position.debtGroup ?? '–' })}
              autoFocus
            />
            <DayField label={text.fromDay} {...field('effectiveOn')} />
          </div>
          <TextField label={words.parts.reason} {...field('reason')} hint={text.worseNeedsReason} />
          <TextField
            label={text.decisionNumber}
            {...field('decisionNumber')}
            hint={text.betterNeedsDecision}
          />
        </>
      )}
    </DecisionForm>
  );
}
