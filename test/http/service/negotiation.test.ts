import { formatOf } from '../../../src/http/negotiation/negotiation.ts';
import { refusal } from '../../support/loans.ts';

const asked = (accept: string | undefined, format?: 'json' | 'csv' | 'text') =>
  formatOf({ headers: accept === undefined ? {} : { accept }, query: format ? { format } : {} }, [
    'json',
    'csv',
    'text',
  ]);

describe('the form of an answer', () => {
  test.each([
    [undefined, 'json'],
    ['', null],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['text/csv', 'csv'],
    ['Text/CSV; charset=utf-8', 'csv'],
    ['text/plain', 'text'],
    // Of two liked alike the one named first, then the one offered first.
    ['text/*', 'csv'],
    ['text/plain, text/csv', 'text'],
    ['text/csv, */*', 'csv'],
    ['*/*, text/csv', 'json'],
    // Weights.
    ['text/csv;q=0.5, application/json;q=0.9', 'json'],
    ['text/csv;q=0.9, application/json ; q=0.5', 'csv'],
    ['application/pdf, text/plain;q=0.1', 'text'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'json'],
    // The most exact range decides (RFC 9110, 12.5.1).
    ['application/json;q=0, */*', 'csv'],
    ['text/csv;q=0, text/*', 'text'],
    ['*/*;q=0.9, application/json;q=0.1', 'csv'],
    // What there is not, or is not wanted.
    ['application/pdf', null],
    ['text', null],
    ['*/*;q=0', null],
  ])('by Accept: %s is %s', (accept, format) => {
    if (format !== null) return expect(asked(accept)).toBe(format);
    expect(refusal(() => asked(accept))).toMatchObject({
      code: 'not-acceptable',
      figures: { possible: ['application/json', 'text/csv', 'text/plain'] },
    });
  });

  test('by ?format= comes before Accept', () => {
    expect(asked('application/json', 'csv')).toBe('csv');
    expect(asked('application/pdf', 'text')).toBe('text');
    expect(asked('text/csv', 'json')).toBe('json');
  });
});
