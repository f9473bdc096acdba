import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Language } from '../negotiation/language.ts';

// The pages between a provider and the console, without scripts.

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 12vh auto 0; padding: 0 1rem; }
h1 { font-size: 1.4rem; line-height: 1.3; }
ul { list-style: none; padding: 0; }
a { color: #1f6b45; }
li a { display: block; margin: .5rem 0; padding: .75rem 1rem; border: 1px solid #1f6b45; border-radius: .4rem;
  text-decoration: none; overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid #1f6b45; outline-offset: 2px; }
small { color: #6b6b6b; }
@media (prefers-color-scheme: dark) {
  body { background: #171a18; color: #e7e9e6; }
  a { color: #7fd0a5; }
  li a { border-color: #7fd0a5; }
  small { color: #a4a8a4; }
}
`;

const HASH = createHash('sha256').update(STYLE).digest('base64');

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

function page(language: Language, title: string, body: string, head = ''): string {
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escaped(title)}</title>${head}<style>${STYLE}</style></head>` +
    `<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`
  );
}

/** Sends a page of a sign-in. */
export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(html);
}

const WORDS = {
  vi: {
    goesOn: 'Đã đăng nhập',
    on: 'Vào quỹ',
    choose: 'Chọn quỹ để làm việc',
    back: 'Trở lại trang đăng nhập',
    request: 'Mã yêu cầu',
  },
  en: {
    goesOn: 'Signed in',
    on: 'Go on',
    choose: 'Choose the fund to work in',
    back: 'Back to the sign-in page',
    request: 'Request',
  },
} as const;

/**
 * Goes on to an address of this service by itself. A redirect would come from the provider's page, and the
 * browser would not send the cookie of the session with it.
 */
export function onwardPage(language: Language, to: string): string {
  const said = WORDS[language];
  const head = `<meta http-equiv="refresh" content="0;url=${escaped(to)}">`;
  return page(language, said.goesOn, `<p><a href="${escaped(to)}">${said.on}</a></p>`, head);
}

/** A fund to choose. */
export interface Choice {
  readonly fundId: string;
  readonly fundName: string;
  readonly personName: string;
}

/** Asks which of some funds somebody wants to work in. */
export function choicePage(language: Language, choices: readonly Choice[]): string {
  const said = WORDS[language];
  const items = choices.map(
    ({ fundId, fundName, personName }) =>
      `<li><a href="/sign-on/choice?fund=${escaped(fundId)}">${escaped(fundName)}` +
      `<br><small>${escaped(personName)}</small></a></li>`,
  );
  return page(language, said.choose, `<ul>${items.join('')}</ul>`);
}

/** Says why somebody was not let in, and what to do. */
export function refusalPage(
  language: Language,
  problem: { readonly title: string; readonly detail: string; readonly requestId: string },
): string {
  const said = WORDS[language];
  const { title, detail, requestId } = problem;
  return page(
    language,
    title,
    `<p>${escaped(detail)}</p><p><a href="/sign-in">${said.back}</a></p>` +
      `<p><small>${said.request}: ${escaped(requestId)}</small></p>`,
  );
}

/**
 * Where somebody goes on after signing in: an address of this service, and nothing else.
 *
 * @param asked a path with what stands behind it
 */
export function ownAddress(asked: string | undefined, publicUrl: string): string {
  if (asked === undefined || !/^\/(?![/\\])/.test(asked) || !URL.canParse(asked, publicUrl))
    return '/';
  const url = new URL(asked, publicUrl);
  return url.origin === new URL(publicUrl).origin ? `${url.pathname}${url.search}${url.hash}` : '/';
}
