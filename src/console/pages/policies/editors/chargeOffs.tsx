import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said, codes } = words;

/** Edits whether interest goes on once a loan is charged off. */
export function ChargedOffInterestEditor(props: EditorProps<ValueOf<'chargedOffInterest'>>) {
  return (
    <ChoiceField
      label={said.policy.chargedOffInterest.field}
      name="value"
      {...props}
      choices={(['stops', 'goes_on'] as const).map(
        (each) => [each, codes.chargedOffInterest[each]] as const,
      )}
    />
  );
}

/** Edits what is recovered of a loan charged off. */
export function RecoveryEditor(props: EditorProps<ValueOf<'recoveryOfChargedOff'>>) {
  return (
    <ChoiceField
      label={said.policy.recoveryOfChargedOff.field}
      name="value"
      {...props}
      choices={(['capital', 'income'] as const).map(
        (each) => [each, codes.recoveryOfChargedOff[each]] as const,
      )}
    />
  );
}
