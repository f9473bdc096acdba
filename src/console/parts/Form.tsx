import {
  createContext,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react';
import type { Act } from '../api/act.ts';
import type { Problem } from '../api/client.ts';
import { words } from '../words/words.ts';
import { ProposedNote } from './ProposedNote.tsx';
import { fieldOf, ProblemNote } from './ProblemNote.tsx';

interface Context {
  readonly problem: Problem | null;
  /** The fields of the form, which show what is wrong with them. */
  readonly fields: Set<string>;
}

const FormContext = createContext<Context>({ problem: null, fields: new Set() });

/** What the service found wrong with a field; undefined: nothing. If nothing was typed, that is what is wrong. */
export function useFault(name: string | undefined, isEmpty = false): string | undefined {
  const { problem, fields } = use(FormContext);
  if (name === undefined) return undefined;
  fields.add(name);
  const found = problem?.errors?.find(({ pointer }) => fieldOf(pointer) === name)?.message;
  return found !== undefined && isEmpty ? words.parts.missing : found;
}

/** The values of a form, and what a field needs of them. */
export interface FormValues<V> {
  readonly values: V;
  set(changed: Partial<V>): void;
  reset(): void;
  field<K extends keyof V & string>(
    name: K,
  ): { name: K; value: V[K]; onChange: (value: V[K]) => void };
}

/** Keeps what is typed into a form. */
export function useForm<V extends object>(initial: V): FormValues<V> {
  const [values, setValues] = useState(initial);
  const set = (changed: Partial<V>): void => setValues((before) => ({ ...before, ...changed }));
  return {
    values,
    set,
    reset: () => setValues(initial),
    field: (name) => ({
      name,
      value: values[name],
      onChange: (value) => setValues((before) => ({ ...before, [name]: value })),
    }),
  };
}

interface Props<Body, Answer> {
  readonly act: Act<Body, Answer>;
  /** What is sent; null: something is missing; undefined: the form itself says why nothing is sent yet. */
  readonly body: () => Body | null | undefined;
  /** What the button says. */
  readonly verb: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Further buttons. */
  readonly beside?: ReactNode;
  /** What is wrong, with its field: of a preview, or a refusal that is told otherwise than by the service. */
  readonly found?: Problem | null;
}

/** The first field that is wrong: it gets the focus when the service refuses. */
const WRONG = '[aria-invalid="true"], [data-invalid] [role="spinbutton"]';

/** A form that carries out an act: its fields, its button, and what became of the act. */
export function Form<Body, Answer>(props: Props<Body, Answer>) {
  const { act, body, verb, children, className = '', beside, found = null } = props;
  const problem = found ?? act.problem;
  const refused = act.problem;
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused !== null) place.current?.querySelector<HTMLElement>(WRONG)?.focus();
  }, [refused]);
  const [isLacking, setIsLacking] = useState(false);
  const context = useMemo(() => ({ problem, fields: new Set<string>() }), [problem]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const sent = body();
    setIsLacking(sent === null);
    if (sent !== null && sent !== undefined) act.send(sent);
    if (sent === null) event.currentTarget.querySelector<HTMLElement>(':invalid')?.focus();
  };
  return (
    <FormContext value={context}>
      <form
        ref={place}
        className={`form ${isLacking ? 'lacking' : ''} ${className}`}
        onSubmit={submit}
        noValidate
      >
        {act.proposal !== null && <ProposedNote act={act} beside={beside} />}
        {act.proposal === null && children}
        {isLacking && (
          <p className="fault" role="alert">
            {words.parts.lacking}
          </p>
        )}
        {problem !== null && <ProblemNote problem={problem} shownByFields={context.fields} />}
        {act.isWaiting && (
          <p className="waiting" role="status">
            {words.parts.waiting}
          </p>
        )}
        {act.isUnanswered && (
          <p className="problem" role="alert">
            {words.parts.actUnanswered}
          </p>
        )}
        {act.proposal === null && (
          <div className="buttons">
            <button type="submit" className="main" aria-disabled={act.isSending}>
              {verb}
            </button>
            {beside}
          </div>
        )}
      </form>
    </FormContext>
  );
}
