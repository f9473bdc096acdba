import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useDay } from '../../api/day.ts';
import { words } from '../../words/words.ts';
import { LoanField } from '../fields/LoanField.tsx';

/** Finds a loan from every screen; Ctrl+K leads to it. */
export function Search() {
  const navigate = useNavigate();
  const { asOf } = useDay();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      place.current?.querySelector('input')?.focus();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="search" ref={place} role="search" aria-label={words.frame.search}>
      <LoanField
        label={words.frame.search}
        asOf={asOf}
        placeholder={words.frame.searchHint}
        onChange={({ id }) => void navigate({ to: '/loans/$id', params: { id }, search: {} })}
      />
    </div>
  );
}
