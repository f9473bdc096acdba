import { parseDate, type CalendarDate } from '@internationalized/date';
import { useState } from 'react';
import { DateField, DateInput, DateSegment } from 'react-aria-components/DateField';
import { Label } from 'react-aria-components/Label';
import { isDay } from '../../format/days.ts';
import { words } from '../../words/words.ts';
import { useFault } from '../Form.tsx';
import type { FieldProps } from './Field.tsx';

const FIRST_YEAR = 1990;

function dateOf(value: string): CalendarDate | null {
  return isDay(value) ? parseDate(value) : null;
}

/** The day as it is told to the form; empty while a year is half typed. */
function told(date: CalendarDate | null): string {
  return date === null || date.year < FIRST_YEAR ? '' : date.toString();
}

/** What stands where nothing was typed yet. */
function missing(type: string, text: string): string {
  if (type === 'day') return words.parts.dayOfDay;
  if (type === 'month') return words.parts.monthOfDay;
  return type === 'year' ? words.parts.yearOfDay : text;
}

/** A day as dd/mm/yyyy, typed digit by digit, whatever language the browser speaks; empty: none. */
export function DayField({
  label,
  name,
  value,
  onChange,
  hint,
  isRequired,
  autoFocus,
}: FieldProps) {
  const [typed, setTyped] = useState(dateOf(value));
  const fault = useFault(name, value === '');
  // Another day was given from outside, and not by typing.
  const shown = told(typed) === value ? typed : dateOf(value);
  const change = (date: CalendarDate | null): void => {
    setTyped(date);
    onChange(told(date));
  };
  return (
    <DateField
      className="field day-field"
      value={shown}
      onChange={change}
      shouldForceLeadingZeros
      isRequired={isRequired ?? false}
      isInvalid={fault !== undefined}
      autoFocus={autoFocus ?? false}
    >
      <Label>{label}</Label>
      <DateInput className="day-input">
        {(segment) => (
          <DateSegment className="segment" segment={segment}>
            {({ type, text, isPlaceholder }) => (isPlaceholder ? missing(type, text) : text)}
          </DateSegment>
        )}
      </DateInput>
      {(fault ?? hint) !== undefined && (
        <p className={fault === undefined ? 'hint' : 'fault'}>{fault ?? hint}</p>
      )}
    </DateField>
  );
}
