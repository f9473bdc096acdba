import { Link } from '@tanstack/react-router';

interface Props {
  readonly label: string;
  /** The name of the search parameter that the tabs set. */
  readonly name: string;
  /** The value of each tab and what the tab says; undefined: without the parameter. */
  readonly choices: readonly (readonly [value: string | undefined, text: string])[];
  readonly chosen: string | undefined;
}

/** Tabs that choose one value of a search parameter of the screen. */
export function SearchTabs({ label, name, choices, chosen }: Props) {
  return (
    <div className="tabs" role="navigation" aria-label={label}>
      {choices.map(([value, text]) => (
        <Link
          key={text}
          to="."
          search={(before: object) => ({ ...before, [name]: value })}
          replace
          activeOptions={{ exact: true }}
          aria-current={value === chosen ? 'page' : undefined}
        >
          {text}
        </Link>
      ))}
    </div>
  );
}
