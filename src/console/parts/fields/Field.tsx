import { useId, type ReactNode } from 'react';
import { useFault } from '../Form.tsx';

/** What every field of a form has. */
export interface FieldProps<V = string> {
  readonly label: string;
  /** The name of the field in the body, by which the service says what is wrong with it. */
  readonly name?: string;
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** What helps to fill it in. */
  readonly hint?: string | undefined;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
}

interface Ids {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FrameProps {
  readonly label: string;
  readonly name?: string | undefined;
  readonly hint?: string | undefined;
  readonly isEmpty?: boolean;
  /** What the field itself finds wrong with what was typed. */
  readonly fault?: string | undefined;
  readonly className?: string;
  readonly children: (ids: Ids) => ReactNode;
}

/** A label, a field, its hint, and what is wrong with it. */
export function Field(props: FrameProps) {
  const { label, name, hint, isEmpty = false, fault, className = '', children } = props;
  const id = useId();
  const refused = useFault(name, isEmpty);
  const wrong = fault ?? refused;
  const said = wrong ?? hint;
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': said === undefined ? undefined : `${id}-said`,
        'aria-invalid': wrong !== undefined,
      })}
      {said !== undefined && (
        <p id={`${id}-said`} className={wrong === undefined ? 'hint' : 'fault'}>
          {said}
        </p>
      )}
    </div>
  );
}
