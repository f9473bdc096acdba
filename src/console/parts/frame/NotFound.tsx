import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { NotLoaded, reloadIfAnswered } from '../../api/loaded.ts';
import { words } from '../../words/words.ts';
import { ErrorNote } from '../ProblemNote.tsx';

/** There is no such screen. */
export function NotFound() {
  return (
    <main className="sign-in">
      <h1>{words.frame.notFound}</h1>
      <Link to="/">{words.nav.overview}</Link>
    </main>
  );
}

/** A screen that could not be shown. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const said = error instanceof Error ? error : new Error(String(error));
  const retry = said instanceof NotLoaded ? () => void reloadIfAnswered() : reset;
  return <ErrorNote error={said} onRetry={retry} />;
}
