import { useNavigate } from '@tanstack/react-router';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { words } from '../../../words/words.ts';

interface Props {
  readonly from: string;
  readonly to: string;
}

/** From which day to which day lines are shown; kept in the address. */
export function Between({ from, to }: Props) {
  const navigate = useNavigate();
  const set = (changed: { readonly from?: string; readonly to?: string }): void =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...changed }), replace: true });
  return (
    <>
      <DayField
        label={words.loans.from}
        value={from}
        onChange={(day) => day !== '' && set({ from: day })}
      />
      <DayField
        label={words.loans.to}
        value={to}
        onChange={(day) => day !== '' && set({ to: day })}
      />
    </>
  );
}
