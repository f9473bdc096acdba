import type { ReactNode } from 'react';
import { useAct } from '../../../api/act.ts';
import {
  lateBookingOf,
  LateBookingFields,
  type LateBooking,
} from '../../../parts/fields/LateBookingFields.tsx';
import { Form, useForm, type FormValues } from '../../../parts/Form.tsx';
import { words } from '../../../words/words.ts';
import type { Decided } from './decided.ts';
import { DecisionDone } from './DecisionDone.tsx';

interface Props<V extends LateBooking, Body, Answer extends Decided> {
  readonly initial: V;
  /** What is sent of what was typed; what books it later is added. */
  readonly body: (values: V) => Body;
  readonly carryOut: (
    body: Body & ReturnType<typeof lateBookingOf>,
    key: string,
  ) => Promise<{ readonly data?: Answer }>;
  /** Whether the decision has a reason of its own, apart from that of a later booking. */
  readonly hasReason?: boolean;
  readonly children: (form: FormValues<V>) => ReactNode;
}

/** The form of a decision: its fields, and what the decision made of the loan. */
export function DecisionForm<V extends LateBooking, Body, Answer extends Decided>(
  props: Props<V, Body, Answer>,
) {
  const { initial, body, carryOut, hasReason = false, children } = props;
  const form = useForm(initial);
  const act = useAct(carryOut, form.reset);
  if (act.answer !== undefined) return <DecisionDone decided={act.answer} onMore={act.clear} />;
  return (
    <Form
      act={act}
      verb={words.decisions.verb}
      body={() => ({ ...body(form.values), ...lateBookingOf(form.values) })}
    >
      {children(form)}
      <LateBookingFields form={form} hasReason={!hasReason} />
    </Form>
  );
}
