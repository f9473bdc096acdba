import {
  dayText,
  daysAfter,
  daysBetween,
  endOfQuarter,
  endOfQuarterBefore,
  quarterOf,
} from '../format/days.ts';
import { words } from '../words/words.ts';

interface Props {
  readonly label: string;
  /** The first and the last day that can be chosen. */
  readonly from: string;
  readonly to: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function between(day: string, from: string, to: string): string {
  if (day < from) return from;
  return day > to ? to : day;
}

/** Goes over the days of a life: by pointer, by arrow keys a day, by buttons a quarter. */
export function DaySlider({ label, from, to, value, onChange }: Props) {
  const shown = between(value, from, to);
  const before = endOfQuarterBefore(shown);
  const end = endOfQuarter(quarterOf(shown));
  const after = end === shown ? endOfQuarter(quarterOf(daysAfter(shown, 1))) : end;
  return (
    <div className="day-slider">
      <button
        type="button"
        aria-label={words.parts.quarterBefore}
        title={words.parts.quarterBefore}
        disabled={before < from}
        onClick={() => onChange(before)}
      >
        ◀
      </button>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={dayText(shown)}
        min={0}
        max={daysBetween(from, to)}
        value={daysBetween(from, shown)}
        onChange={({ currentTarget }) => onChange(daysAfter(from, currentTarget.valueAsNumber))}
      />
      <button
        type="button"
        aria-label={words.parts.quarterAfter}
        title={words.parts.quarterAfter}
        disabled={after > to}
        onClick={() => onChange(after)}
      >
        ▶
      </button>
    </div>
  );
}
