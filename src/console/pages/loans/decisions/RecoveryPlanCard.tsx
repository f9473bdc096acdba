import { useState } from 'react';
import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { useChange, withVersion, type Versioned } from '../../../api/version.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { digitsOf, grouped, sumOf } from '../../../format/money.ts';
import { InstalmentsField, newInstalment } from '../../../parts/fields/InstalmentsField.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt } from '../reading.ts';

const text = words.decisions.recoveryPlan;

type Plan = Shape<'RecoveryPlan'>;

type Entry = Plan['entries'][number];

function columnsOf(entries: readonly Entry[]): readonly Column<Entry>[] {
  return [
    {
      title: words.parts.day,
      cell: ({ expectedOn }) => dayText(expectedOn),
      total: words.parts.total,
    },
    {
      title: words.codes.component.principal,
      cell: ({ principal }) => grouped(principal),
      isNumber: true,
      total: grouped(sumOf(entries.map(({ principal }) => principal))),
    },
    { title: words.parts.note, cell: ({ ground }) => ground ?? '' },
  ];
}

function PlanForm({ plan }: { plan: Versioned<Plan> }) {
  const form = useForm({
    entries: plan.entries.map(({ expectedOn, principal, ground }) =>
      newInstalment(expectedOn, principal, ground ?? ''),
    ) as readonly ReturnType<typeof newInstalment>[],
  });
  const act = useChange(plan.version, async (entries: Shape<'RecoveryPlan'>['entries'], header) =>
    api.PUT('/v1/loans/{id}/recovery-plan', {
      params: { path: { id: plan.loanId }, header },
      body: {
        entries: entries.map(({ expectedOn, principal, ground }) => ({
          expectedOn,
          principal,
          ...(ground === null || ground.trim() === '' ? {} : { ground }),
        })),
      },
    }),
  );
  return (
    <>
      {act.answer !== undefined && (
        <>
          <p className="done" role="status">
            {text.done}
          </p>
          <Told affects={act.answer.affects} />
        </>
      )}
      <Form
        act={act}
        verb={text.verb}
        body={() =>
          form.values.entries.map(({ dueOn, principal, ground }) => ({
            expectedOn: dueOn,
            principal: digitsOf(principal) ?? '',
            ground,
          }))
        }
      >
        <InstalmentsField
          label={text.entries}
          {...form.field('entries')}
          dayName="expectedOn"
          hasGround
        />
      </Form>
    </>
  );
}

/** What a borrower undertook to repay by when: the forecast takes it in place of the schedule (R20). */
export function RecoveryPlanCard({ id }: { id: string }) {
  const may = useMay();
  const known = useKnownAt();
  const [isOpen, setIsOpen] = useState(false);
  const plan = useRead(['loans', id, 'recovery-plan', known], async (signal) =>
    withVersion(
      api.GET('/v1/loans/{id}/recovery-plan', { params: { path: { id }, query: known }, signal }),
    ),
  );
  return (
    <section className="card">
      <h2>{text.title}</h2>
      <p className="soft">{text.hint}</p>
      <Read of={plan}>
        {(stands) => (
          <>
            <Table
              label={text.title}
              columns={columnsOf(stands.entries)}
              rows={stands.entries}
              keyOf={({ expectedOn, principal }) => `${expectedOn} ${principal}`}
              nothing={text.none}
            />
            {stands.recordedAt !== null && (
              <p className="soft">
                {filled(words.loans.enteredBy, {
                  at: momentText(stands.recordedAt),
                  by: stands.recordedBy ?? '',
                })}
              </p>
            )}
            {may('loans:write') && known.knownAt === undefined && (
              <details
                open={isOpen}
                onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
              >
                <summary>{text.change}</summary>
                {isOpen && <PlanForm key={stands.loanId} plan={stands} />}
              </details>
            )}
          </>
        )}
      </Read>
    </section>
  );
}
