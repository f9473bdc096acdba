import type { Shape } from '../../../api/client.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, percent } from '../../../format/money.ts';
import { filled, words } from '../../../words/words.ts';

const text = words.decisions.told;

type Decision = Shape<'Decision'>;

type Recall = Shape<'Recall'>;

/** A decision of any kind, as it stands in the list. */
export type DecisionRow =
  (Decision & { readonly withdrawal?: undefined }) | (Recall & { readonly type: 'recall' });

/** What a decision says, in a line. */
export function toldOf(row: DecisionRow): string {
  switch (row.type) {
    case 'recall':
      return [
        filled(text.recall, { day: dayText(row.deadline) }),
        row.ground,
        row.withdrawal &&
          filled(text.withdrawn, {
            number: row.withdrawal.decisionNumber,
            day: dayText(row.withdrawal.decidedOn),
          }),
      ]
        .filter(Boolean)
        .join('. ');
    case 'restructuring':
      return filled(text.restructuring, {
        kind: words.codes.restructuringKind[row.kind],
        instalments: row.instalments
          .map(({ dueOn, principal }) => `${grouped(principal)} (${dayText(dueOn)})`)
          .join('; '),
      });
    case 'rate_change':
      return row.overdueRatePercent === null
        ? filled(text.rate, { rate: percent(row.ratePercent) })
        : filled(text.rates, {
            rate: percent(row.ratePercent),
            overdue: percent(row.overdueRatePercent),
          });
    case 'freeze':
      return row.to === null
        ? filled(text.freeze, { from: dayText(row.from) })
        : filled(text.freezeUntil, { from: dayText(row.from), to: dayText(row.to) });
    case 'freeze_end':
      return filled(text.freezeEnd, { to: dayText(row.to) });
    case 'waiver':
      return `${words.codes.component[row.component]}: ${grouped(row.amount)} ${words.parts.dong}`;
    case 'charge_off':
      return [
        row.ground && words.codes.chargeOffGround[row.ground],
        words.codes.chargedOffInterest[row.interest],
        filled(text.recovery, { as: words.codes.recoveryOfChargedOff[row.recovery] }),
        row.first &&
          filled(text.firstChargedOff, {
            day: dayText(row.first.on),
            amount: grouped(row.first.principal),
          }),
        ...row.documents.map(({ name, number, issuedOn }) =>
          [
            name,
            number && filled(text.documentNumber, { number }),
            issuedOn && filled(text.documentDay, { day: dayText(issuedOn) }),
          ]
            .filter(Boolean)
            .join(' '),
        ),
      ]
        .filter(Boolean)
        .join('. ');
    case 'write_off':
      return [row.ground && words.codes.chargeOffGround[row.ground], row.note]
        .filter(Boolean)
        .join('. ');
    case 'debt_group_override':
      return filled(text.group, { group: row.group });
  }
}

/** The end of a freeze is reversed by itself, or with the freeze (R14). */
function withItsFreeze(row: Decision, decisions: readonly Decision[]): Decision {
  if (row.type !== 'freeze_end') return row;
  const freeze = decisions.find(({ id }) => id === row.freezeId);
  return { ...row, reversedAt: row.reversedAt ?? freeze?.reversedAt ?? null };
}

/** The decisions of a loan with its recalls, by the day from which they count. */
export function inOrder(
  decisions: readonly Decision[],
  recalls: readonly Recall[],
): readonly DecisionRow[] {
  return [
    ...decisions.map((row) => withItsFreeze(row, decisions)),
    ...recalls.map((recall) => ({ ...recall, type: 'recall' as const })),
  ].sort(
    (one, other) =>
      one.effectiveOn.localeCompare(other.effectiveOn) ||
      one.recordedAt.localeCompare(other.recordedAt),
  );
}
