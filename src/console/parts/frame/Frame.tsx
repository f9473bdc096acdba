import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useDay } from '../../api/day.ts';
import { useMay, useMe, useOneUser } from '../../api/me.ts';
import { readAnew } from '../../api/read.ts';
import { setSignedOut, useSignedOut } from '../../api/signedOut.ts';
import { isDay, isMoment, momentText, today } from '../../format/days.ts';
import { ProviderButtons } from '../../pages/access/ProviderButtons.tsx';
import { isExposed, SignInForm } from '../../pages/access/SignInForm.tsx';
import { filled, words } from '../../words/words.ts';
import { Dialog } from '../Dialog.tsx';
import { DayField } from '../fields/DayField.tsx';
import { NAVIGATION } from './navigation.ts';
import { WaitingCount } from './WaitingCount.tsx';
import { UserMenu } from './UserMenu.tsx';

function Navigation() {
  const may = useMay();
  return (
    <nav aria-label={words.frame.navigation}>
      {NAVIGATION.map(({ title, items }) => {
        const open = items.filter(({ needs }) => needs === undefined || may(needs));
        return open.length === 0 ? null : (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {open.map(({ to, text, isExact = false }) => (
                <li key={to}>
                  <Link to={to} activeOptions={{ exact: isExact, includeSearch: false }}>
                    {text}
                    {to === '/proposed-acts' && <WaitingCount />}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

/** The search comes after the first screen, so that this comes sooner. */
const Search = lazy(async () =>
  import('./Search.tsx').then(({ Search: search }) => ({ default: search })),
);

/** F2 leads to a receipt from every screen. */
function useReceiptKey(): void {
  const navigate = useNavigate();
  const may = useMay();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'F2' || !may('receipts:write')) return;
      event.preventDefault();
      void navigate({ to: '/receipts/new', search: {} });
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}

/** Says so if the figures are not those of today, or not what is known now. */
function StandsAtNote() {
  const { knownAt, chooseKnownAt } = useDay();
  if (knownAt === undefined) return null;
  return (
    <p className="stands-at" role="status">
      {filled(words.frame.asKnownAt, {
        knownAt: isMoment(knownAt) ? momentText(knownAt) : knownAt,
      })}{' '}
      <button type="button" className="quiet" onClick={() => chooseKnownAt(undefined)}>
        {words.frame.asKnownNow}
      </button>
    </p>
  );
}

/** The screen of the address, at its day; no screen can stand at a day that there is not. */
function Screen() {
  const { asOf, choose } = useDay();
  if (isDay(asOf)) return <Outlet />;
  return (
    <div className="problem" role="alert">
      <p>{filled(words.frame.noDay, { asOf })}</p>
      <button type="button" className="quiet" onClick={() => choose(today())}>
        {words.frame.asOfToday}
      </button>
    </div>
  );
}

/** What stands around every screen. */
export function Frame() {
  const me = useMe();
  const may = useMay();
  const day = useDay();
  const isSignedOut = useSignedOut();
  useReceiptKey();
  useOneUser();
  const [isOpen, setIsOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => setIsOpen(false), [path]);
  return (
    <div className={isOpen ? 'frame open' : 'frame'}>
      <a className="skip" href="#main">
        {words.frame.skip}
      </a>
      <header className="bar">
        <button
          type="button"
          className="quiet menu-button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {words.frame.menu}
        </button>
        <Link to="/" className="fund-name">
          {me?.fund.name}
        </Link>
        {may('loans:read') && (
          <Suspense fallback={<div className="search" />}>
            <Search />
          </Suspense>
        )}
        <DayField
          label={words.frame.asOf}
          value={day.asOf}
          onChange={(asOf) => asOf !== '' && day.choose(asOf)}
        />
        <UserMenu />
      </header>
      <Navigation />
      <main id="main" tabIndex={-1}>
        <StandsAtNote />
        <Screen />
      </main>
      {isSignedOut && (
        <Dialog title={words.signIn.again} onClose={() => setSignedOut(false)}>
          {!isExposed && <ProviderButtons to={location.pathname + location.search} />}
          <SignInForm onDone={() => void readAnew()} />
        </Dialog>
      )}
    </div>
  );
}
