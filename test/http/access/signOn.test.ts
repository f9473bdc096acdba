import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateKeyPair } from 'jose';
import { signOnBy } from '../../../src/process/signOn/signOn.ts';
import {
  createDirector,
  next,
  startApiOn,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';
import { createTestDatabase } from '../../support/database.ts';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  freePort,
  providerSettings,
  startProvider,
  type TestProvider,
} from '../../support/provider.ts';

const NAME = 'Tài khoản tỉnh';

/** How often the keys may be asked for here. */
const COOL_DOWN_MS = 50;

let provider: TestProvider;

let api: Api;

let publicUrl: string;

beforeAll(async () => {
  provider = await startProvider();
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  provider.serve(publicUrl);
  const database = await createTestDatabase();
  const fund = await createDirector(database, 'QHT');
  const second = await createDirector(database, 'HAI');
  const other = { name: 'Khách khác', clientId: 'khach-khac', audience: null, rolesClaim: null };
  const providers = [
    { ...providerSettings(provider.issuer), ...other },
    providerSettings(provider.issuer),
    { ...providerSettings(provider.issuer), name: 'Chỉ quỹ HAI', funds: ['HAI'] },
  ];
  const signOn = signOnBy({ providers, publicUrl }, COOL_DOWN_MS);
  api = await startApiOn(database, { fund, other: second }, '2024-03-31', { signOn });
  await api.app.listen({ port, host: '127.0.0.1' });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});
beforeEach(() => {
  provider.accounts.clear();
  provider.accounts.set('lan', { name: 'Nguyễn Thị Lan' });
  provider.signsIn = 'lan';
});

interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly url: string;
}

/** A browser, as far as a sign-in goes: it keeps cookies by host, and follows where it is sent. */
class Browser {
  /** By host; as in a browser, whatever the port. */
  readonly #jars = new Map<string, Map<string, string>>();

  jar(host: string): Map<string, string> {
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    return jar;
  }

  #take(host: string, headers: Headers): void {
    for (const set of headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/Max-Age=0|expires=Thu, 01 Jan 1970/i.test(set)) this.jar(host).delete(name);
      else this.jar(host).set(name, value.join('='));
    }
  }

  async send(address: string, init: RequestInit = {}): Promise<Page> {
    const url = new URL(address, publicUrl);
    const cookie = [...this.jar(url.hostname)].map((pair) => pair.join('=')).join('; ');
    const headers = { cookie, 'accept-language': 'vi', ...(init.headers as object) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#take(url.hostname, answer.headers);
    return {
      status: answer.status,
      text: await answer.text(),
      headers: answer.headers,
      url: url.href,
    };
  }

  /** Begins a sign-in as a page of the service does; gives where the browser goes. */
  async begin(asked: object = {}): Promise<Page & { readonly body: Json }> {
    const page = await this.send('/sign-on/attempts', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ provider: NAME, ...asked }),
    });
    return { ...page, body: JSON.parse(page.text) };
  }

  /** Goes through the provider; gives the address at which it sends the browser back. */
  async through(address: string): Promise<string> {
    for (let at = address, hops = 0; hops < 12; hops += 1) {
      const { headers, status, text } = await this.send(at);
      const to = headers.get('location');
      if (to === null)
        throw new Error(
          `${at} sends nowhere: ${status} ${text.replace(/<style[^]*<.style>|<[^>]*>/g, '').slice(0, 300)}`,
        );
      at = new URL(to, at).href;
      if (at.startsWith(publicUrl)) return at;
    }
    throw new Error('the provider sends round and round');
  }

  /** Signs in at the provider and comes back. */
  async signIn(asked: object = {}): Promise<Page> {
    return this.send(await this.through((await this.begin(asked)).body.address));
  }

  /** Asks the API within the session. */
  async api(path: string, method = 'GET', body?: object): Promise<{ status: number; body: Json }> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const key = method === 'GET' ? {} : { 'idempotency-key': randomUUID() };
    const headers = { 'sec-fetch-site': 'same-origin', ...json, ...key };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const page = await this.send(path, { method, headers, ...text });
    return { status: page.status, body: page.text === '' ? undefined : JSON.parse(page.text) };
  }
}

const titleOf = ({ text }: Page): string => /<title>(.*?)<\/title>/.exec(text)?.[1] ?? text;

/** Where a page goes on by itself. */
const onwardOf = ({ text }: Page): string | undefined => /content="0;url=(.*?)"/.exec(text)?.[1];

async function invitationOf(client: Client, more: object = {}): Promise<Json> {
  return client.add('/v1/invitations', { name: next('Lan '), role: 'accountant', ...more });
}

/** Somebody new, who has accepted an invitation of the fund. */
async function person(client: Client, account: string, more: object = {}): Promise<Browser> {
  provider.accounts.set(account, { name: `Người ${account}` });
  provider.signsIn = account;
  const { code } = await invitationOf(client, more);
  const browser = new Browser();
  const page = await browser.signIn({ invitation: code });
  expect([page.status, titleOf(page)]).toEqual([200, 'Đã đăng nhập']);
  return browser;
}

const eventsAbout = async (client: Client, id: string): Promise<Json[]> =>
  (await client.read(`/v1/audit-events?subject=${id}`)).data;

describe('an invitation', () => {
  test('binds the account to its name and role, and every act carries that name', async () => {
    const name = next('Nguyễn Thị Lan ');
    const made = await invitationOf(api.fund, { name });
    expect(made.address).toBe(`${publicUrl}/sign-in#invitation=${made.code}`);
    const browser = new Browser();
    const page = await browser.signIn({ invitation: made.code, to: '/loans?q=a&asOf=2023-06-30' });
    expect(onwardOf(page)).toBe('/loans?q=a&#38;asOf=2023-06-30');
    expect(page.headers.getSetCookie()).toEqual([
      'attempt=; Path=/sign-on; Max-Age=0; HttpOnly; SameSite=Lax',
      expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    const me = await browser.api('/v1/me');
    expect(me.body).toMatchObject({ name, kind: 'person', role: 'accountant' });
    const entered = await browser.api('/v1/cooperatives', 'POST', {
      code: next('HTX'),
      name: 'HTX Xuân Mai',
      locality: 'Văn Quan',
    });
    expect(entered.status).toBe(201);
    expect(await eventsAbout(api.fund, entered.body.id)).toMatchObject([{ recordedBy: name }]);
    const [listed] = (await api.fund.read('/v1/users')).data.slice(-1);
    expect(listed).toMatchObject({
      name,
      kind: 'person',
      issuer: provider.issuer,
      subject: 'lan',
      letInBy: 'Giám đốc',
    });
    expect((await eventsAbout(api.fund, listed.id)).map(({ act }) => act)).toEqual([
      'token',
      'identity',
      'sign_in',
    ]);
    expect(
      (await eventsAbout(api.fund, made.id)).map(({ act, recordedBy }) => [act, recordedBy]),
    ).toEqual([
      ['invitation', 'Giám đốc'],
      ['invitation_end', name],
    ]);
    expect((await api.fund.read('/v1/ledger/verification')).differences).toEqual([]);
  });

  test('lets the account in again without it, and no other', async () => {
    await person(api.fund, 'mai');
    const again = new Browser();
    expect(titleOf(await again.signIn())).toBe('Đã đăng nhập');
    provider.accounts.set('la', { name: 'Người lạ' });
    provider.signsIn = 'la';
    const refused = await new Browser().signIn();
    expect([refused.status, titleOf(refused)]).toEqual([
      403,
      'Tài khoản này chưa được quỹ cho vào',
    ]);
    expect(refused.text).toContain('Tài khoản Người lạ hợp lệ');
  });

  test('is good once, also where two come with it at the same time', async () => {
    const { code } = await invitationOf(api.fund);
    const [one, two] = [new Browser(), new Browser()];
    provider.accounts.set('tu', { name: 'Tú' }).set('tam', { name: 'Tám' });
    provider.signsIn = 'tu';
    const first = await one.through((await one.begin({ invitation: code })).body.address);
    provider.signsIn = 'tam';
    const second = await two.through((await two.begin({ invitation: code })).body.address);
    const pages = await Promise.all([one.send(first), two.send(second)]);
    expect(pages.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(pages.map(titleOf)).toContain('Lời mời không còn dùng được');
  });

  test('expires after 14 days, and can be withdrawn before', async () => {
    const late = await invitationOf(api.fund);
    const day = `timestamptz '${late.createdAt}' - interval '14 days'`;
    await api.database.asOwner('alter table invitation disable trigger insert_only');
    await api.database.asOwner(
      `update invitation set created_at = ${day}, expires_at = now() where id = '${late.id}'`,
    );
    const expired = await new Browser().signIn({ invitation: late.code });
    expect([expired.status, titleOf(expired)]).toEqual([409, 'Lời mời không còn dùng được']);
    await api.database.asOwner(
      `update invitation set created_at = '${late.createdAt}', expires_at = '${late.expiresAt}'
        where id = '${late.id}'`,
    );
    await api.database.asOwner('alter table invitation enable trigger insert_only');
    const after = Date.parse(late.expiresAt) - Date.parse(late.createdAt);
    expect(Math.round(after / 86_400_000)).toBe(14);

    const { id, code } = await invitationOf(api.fund);
    const withdrawn = await api.fund.add(`/v1/invitations/${id}/withdrawal`, {});
    expect(withdrawn).toMatchObject({ outcome: 'withdrawn', endedBy: 'Giám đốc' });
    expect((await new Browser().signIn({ invitation: code })).status).toBe(409);
    const again = await api.fund.post(`/v1/invitations/${id}/withdrawal`, {});
    expect([again.status, again.body.code]).toEqual([409, 'invitation-not-open']);
  });

  test('of which nothing is kept but a hash; a retry is told no code', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = { name: next('Hoa '), role: 'auditor' };
    const first = await api.fund.post('/v1/invitations', body, key);
    const again = await api.fund.post('/v1/invitations', body, key);
    expect(again.body).toEqual({ ...first.body, code: null, address: null });
    const dump = `select string_agg(i::text, '') || (select string_agg(k::text, '')
      from idempotency_key k) as everything from invitation i`;
    const { rows } = await api.database.asOwner(dump);
    expect(rows[0]?.['everything']).not.toContain(first.body.code);
  });

  test('is refused to an account that stands in the fund already', async () => {
    await person(api.fund, 'hung');
    const { code } = await invitationOf(api.fund);
    const page = await new Browser().signIn({ invitation: code });
    expect([page.status, titleOf(page)]).toEqual([409, 'Tài khoản này đã được cho vào']);
  });

  test('is made by a director alone', async () => {
    const accountant = await api.withRole(api.fund, 'accountant');
    const answer = await accountant.post('/v1/invitations', { name: 'A', role: 'director' });
    expect(answer.status).toBe(403);
  });
});

describe('a sign-in', () => {
  const refusedAs = async (browser: Browser, address: string) => {
    const page = await browser.send(address);
    expect(page.headers.get('set-cookie') ?? '').not.toContain('session=');
    return [page.status, titleOf(page)];
  };

  const NOT_BEGUN = [400, 'Lần đăng nhập này không bắt đầu từ đây'];

  test('needs its attempt, which is good once', async () => {
    await person(api.fund, 'nga');
    const browser = new Browser();
    const back = await browser.through((await browser.begin()).body.address);
    expect(await refusedAs(new Browser(), back)).toEqual(NOT_BEGUN);
    const kept = browser.jar('127.0.0.1').get('attempt') ?? '';
    expect((await browser.send(back)).status).toBe(200);
    browser.jar('127.0.0.1').set('attempt', kept);
    expect(await refusedAs(browser, back)).toEqual(NOT_BEGUN);
  });

  test('takes no attempt that is old, changed, or sealed by others', async () => {
    const browser = new Browser();
    const back = await browser.through((await browser.begin()).body.address);
    const kept = browser.jar('127.0.0.1').get('attempt') ?? '';
    const flipped = `${kept.slice(0, 40)}${kept[40] === 'A' ? 'B' : 'A'}${kept.slice(41)}`;
    for (const wrong of [flipped, kept.slice(0, -3), 'x', '']) {
      browser.jar('127.0.0.1').set('attempt', wrong);
      expect(await refusedAs(browser, back)).toEqual(NOT_BEGUN);
    }
  });

  test('with another state or nonce is refused', async () => {
    await person(api.fund, 'oanh');
    const browser = new Browser();
    const back = new URL(await browser.through((await browser.begin()).body.address));
    back.searchParams.set('state', 'mot-trang-thai-khac');
    expect(await refusedAs(browser, back.href)).toEqual([403, 'Không chấp nhận lần đăng nhập này']);

    const second = new Browser();
    const begun = new URL((await second.begin()).body.address);
    begun.searchParams.set('nonce', 'mot-so-khac');
    const there = await second.through(begun.href);
    expect(await refusedAs(second, there)).toEqual([403, 'Không chấp nhận lần đăng nhập này']);
  });

  test('that the provider refuses says what the provider said', async () => {
    const browser = new Browser();
    const { searchParams } = new URL((await browser.begin()).body.address);
    const state = searchParams.get('state') ?? '';
    const iss = encodeURIComponent(provider.issuer);
    const page = await browser.send(
      `/sign-on/callback?error=access_denied&state=${state}&iss=${iss}`,
    );
    expect([page.status, page.text.includes('access_denied')]).toEqual([403, true]);
  });

  test.each([
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/a"><script>', '/a%22%3E%3Cscript%3E'],
    ['/loans#x', '/loans#x'],
  ])('to %s goes on to an address of this service: %s', async (to, expected) => {
    await person(api.fund, next('di'));
    expect(onwardOf(await new Browser().signIn({ to }))).toBe(expected);
  });

  test('begins on no page of others, and with no provider that is none', async () => {
    const asked = { method: 'POST', body: JSON.stringify({ provider: NAME }) };
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' };
    const elsewhere = await new Browser().send('/sign-on/attempts', { ...asked, headers });
    expect(elsewhere.status).toBe(401);
    const unknown = await new Browser().begin({ provider: 'Không có' });
    expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([400, '/provider']);
    const { data } = JSON.parse((await new Browser().send('/sign-on/providers')).text);
    expect(data).toEqual([{ name: 'Khách khác' }, { name: NAME }, { name: 'Chỉ quỹ HAI' }]);
  });

  test('asks who is in several funds in which to work, and a provider of one fund does not', async () => {
    await person(api.fund, 'hai-quy', { role: 'auditor' });
    await person(api.other, 'hai-quy', { role: 'accountant' });
    const browser = new Browser();
    const page = await browser.signIn({ to: '/deadlines' });
    expect(titleOf(page)).toBe('Chọn quỹ để làm việc');
    expect(page.headers.get('set-cookie')).not.toContain('session=');
    const choices = [...page.text.matchAll(/href="(\/sign-on\/choice[^"]*)"/g)].map(([, to]) =>
      String(to),
    );
    expect(choices).toHaveLength(2);
    const own = choices.find((to) => to.includes(api.other.actor.fundId)) ?? '';
    const kept = browser.jar('127.0.0.1').get('choice') ?? '';
    const chosen = await browser.send(own, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect([chosen.status, onwardOf(chosen)]).toEqual([200, '/deadlines']);
    expect((await browser.api('/v1/me')).body).toMatchObject({
      role: 'accountant',
      fund: { code: 'HAI' },
    });
    browser.jar('127.0.0.1').set('choice', kept);
    expect(await refusedAs(browser, own)).toEqual(NOT_BEGUN);

    const alone = await new Browser().signIn({ provider: 'Chỉ quỹ HAI' });
    expect(titleOf(alone)).toBe('Đã đăng nhập');
    const mine = await person(api.fund, 'mot-quy');
    expect((await mine.signIn({ provider: 'Chỉ quỹ HAI' })).status).toBe(403);
  });

  test('to a fund in which the account is not is refused', async () => {
    await person(api.fund, 'tham', { role: 'auditor' });
    await person(api.other, 'tham', { role: 'auditor' });
    const third = await api.addFund();
    const browser = new Browser();
    await browser.signIn();
    const headers = { 'sec-fetch-site': 'same-origin' };
    const to = `/sign-on/choice?fund=${third.actor.fundId}`;
    expect((await browser.send(to, { headers })).status).toBe(403);
  });

  test('is told clearly where the provider is down, and those signed in go on', async () => {
    const browser = await person(api.fund, 'binh');
    const begun = await new Browser().begin();
    const back = new Browser();
    const at = await back.through((await back.begin()).body.address);
    await provider.stop();
    expect((await browser.api('/v1/me')).status).toBe(200);
    const page = await back.send(at);
    expect([page.status, titleOf(page)]).toEqual([502, 'Hệ thống đăng nhập không trả lời']);
    expect(page.text).toContain(NAME);
    await provider.start();
    expect(begun.status).toBe(200);
    expect(titleOf(await new Browser().signIn())).toBe('Đã đăng nhập');
  });
});

describe('a person', () => {
  test('who is ended is out at once, is refused from then on, and the trail says so', async () => {
    const browser = await person(api.fund, 'xuan');
    const listed = (await api.fund.read('/v1/users')).data.at(-1);
    await api.fund.add(`/v1/users/${listed.id}/revocation`, { reason: 'Nghỉ việc' });
    expect((await browser.api('/v1/me')).status).toBe(401);
    expect((await new Browser().signIn()).status).toBe(403);
    const acts = (await eventsAbout(api.fund, listed.id)).map(({ act }) => act);
    expect(acts.slice(-2)).toEqual(['token_revocation', 'sign_in_refused']);
    expect(titleOf(await (await person(api.fund, 'xuan')).signIn())).toBe('Đã đăng nhập');
  });

  test('who directs does not stand for the last token of a director', async () => {
    const fund = await api.addFund();
    const browser = await person(fund, 'giam-doc', { role: 'director' });
    const own = await browser.api(`/v1/tokens/${fund.actor.tokenId}/revocation`, 'POST', {
      reason: 'Thử',
    });
    expect([own.status, own.body.code]).toEqual([409, 'last-director']);
    const { data } = await fund.read('/v1/tokens');
    expect(data.map(({ id }: Json) => id)).toEqual([fund.actor.tokenId]);
    const [listed] = (await fund.read('/v1/users')).data;
    expect((await fund.post(`/v1/users/${listed.id}/revocation`, { reason: 'Thử' })).status).toBe(
      201,
    );
  });

  test('of whom nothing that is kept opens anything', async () => {
    const { rows } = await api.database.asOwner('select token_hash from token');
    for (const { token_hash: hash } of rows) {
      const answer = await api.fund.get('/v1/me', {
        authorization: `Bearer ${String(hash).replace(' ', '')}`,
      });
      expect(answer.status).toBe(401);
    }
  });

  test('signs out here and at the provider', async () => {
    const browser = await person(api.fund, 'yen');
    const { body } = await browser.api('/sign-on/end', 'POST');
    const { origin, searchParams } = new URL(body.address);
    expect([origin, searchParams.get('post_logout_redirect_uri')]).toEqual([
      provider.issuer,
      `${publicUrl}/sign-in`,
    ]);
    expect(searchParams.get('id_token_hint')).toMatch(/^ey/);
    expect(searchParams.get('client_id')).toBe(CLIENT_ID);
    expect((await browser.api('/v1/me')).status).toBe(401);
  });
});

describe('a claim', () => {
  const settle = (client: Client, roles: object, more: object = {}) =>
    client.add('/v1/role-claims', {
      provider: NAME,
      effectiveOn: '2024-03-31',
      roles: Object.entries(roles).map(([value, role]) => ({ value, role })),
      sourceDocument: next('QĐ '),
      ...more,
    });

  /** What became of a sign-in of an account with these groups: the role, or why it was refused. */
  async function comeAs(account: string, groups: readonly string[]): Promise<string> {
    provider.accounts.set(account, { name: 'Hoàng Văn Thụ', groups });
    provider.signsIn = account;
    const browser = new Browser();
    const page = await browser.signIn();
    if (page.status !== 200) return titleOf(page);
    return String((await browser.api('/v1/me')).body.role);
  }

  const REFUSED = 'Tài khoản này chưa được quỹ cho vào';

  const usersOf = async (client: Client, account: string): Promise<Json[]> =>
    (await client.read('/v1/users')).data.filter(({ subject }: Json) => subject === account);

  test('of groups makes a person at the first sign-in, whose role follows it at every one', async () => {
    const fund = await api.addFund();
    expect(await comeAs('thu', ['ke-toan'])).toBe(REFUSED);
    await settle(fund, { 'giam-doc': 'director', 'ke-toan': 'accountant' });
    expect(await comeAs('thu', ['khac', 'ke-toan'])).toBe('accountant');
    expect(await comeAs('thu', ['ke-toan'])).toBe('accountant');
    expect(await usersOf(fund, 'thu')).toMatchObject([{ letInBy: null, revokedAt: null }]);

    expect(await comeAs('thu', ['ke-toan', 'giam-doc'])).toBe('director');
    const [first, second] = await usersOf(fund, 'thu');
    expect([first.role, first.reason]).toEqual([
      'accountant',
      'Nhóm của tài khoản cho vai trò khác',
    ]);
    expect([second.role, second.name, second.revokedAt]).toEqual(['director', first.name, null]);

    expect(await comeAs('thu', [])).toBe(REFUSED);
    const last = (await usersOf(fund, 'thu')).at(-1);
    expect([last.reason, last.revokedBy]).toEqual([
      'Nhóm của tài khoản không còn cho quyền nào',
      'Hoàng Văn Thụ',
    ]);
    const acts = (await eventsAbout(fund, last.id)).map(({ act }) => act);
    expect(acts).toEqual(['token', 'identity', 'sign_in', 'token_revocation', 'sign_in_refused']);
    expect((await fund.read('/v1/ledger/verification')).differences).toEqual([]);
    await settle(fund, {});
  });

  test('that changes ends the sessions of the role before', async () => {
    const fund = await api.addFund();
    await settle(fund, { 'ke-toan': 'accountant', 'kiem-soat': 'auditor' });
    provider.accounts.set('van', { name: 'Vân', groups: ['ke-toan'] });
    provider.signsIn = 'van';
    const before = new Browser();
    await before.signIn();
    expect((await before.api('/v1/me')).body.role).toBe('accountant');
    expect(await comeAs('van', ['kiem-soat'])).toBe('auditor');
    expect((await before.api('/v1/me')).status).toBe(401);
    await settle(fund, {});
  });

  test('counts from its day on, and the later of two of one day', async () => {
    const fund = await api.addFund();
    await settle(fund, { nhom: 'auditor' }, { effectiveOn: '2024-04-01' });
    expect(await comeAs('ngay', ['nhom'])).toBe(REFUSED);
    await settle(fund, { nhom: 'director' });
    await settle(fund, { nhom: 'accountant' });
    expect(await comeAs('ngay', ['nhom'])).toBe('accountant');
    api.setToday('2024-04-01');
    expect(await comeAs('ngay', ['nhom'])).toBe('auditor');
    api.setToday('2024-03-31');
    await settle(fund, {});
    await settle(fund, {}, { effectiveOn: '2024-04-01' });
    expect(await comeAs('ngay', ['nhom'])).toBe(REFUSED);
  });

  test('leaves who was invited the role of the invitation', async () => {
    const fund = await api.addFund();
    await settle(fund, { 'ke-toan': 'accountant' });
    await person(fund, 'kim', { role: 'auditor' });
    expect(await comeAs('kim', ['ke-toan'])).toBe('auditor');
    expect(await comeAs('kim', [])).toBe('auditor');
    await settle(fund, {});
  });

  test('makes one person of two first sign-ins at the same time, and two of two of one name', async () => {
    const fund = await api.addFund();
    await settle(fund, { nhom: 'auditor' });
    provider.accounts.set('doi', { name: 'Đôi', groups: ['nhom'] });
    provider.accounts.set('doi-khac', { name: 'Đôi', groups: ['nhom'] });
    provider.signsIn = 'doi';
    const browsers = [new Browser(), new Browser()];
    const pages = await Promise.all(browsers.map((each) => each.signIn()));
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
    expect(await usersOf(fund, 'doi')).toHaveLength(1);
    expect(await comeAs('doi-khac', ['nhom'])).toBe('auditor');
    provider.signsIn = 'doi-khac';
    expect((await fund.read('/v1/users')).data.map(({ name }: Json) => name)).toEqual([
      'Đôi',
      'Hoàng Văn Thụ',
    ]);
    await settle(fund, {});
  });

  test('is settled by a director, of a provider whose claim is read', async () => {
    const accountant = await api.withRole(api.fund, 'accountant');
    const body = {
      provider: 'Không có',
      effectiveOn: '2024-01-01',
      roles: [],
      sourceDocument: 'a',
    };
    expect((await accountant.post('/v1/role-claims', body)).status).toBe(403);
    const answer = await api.fund.post('/v1/role-claims', body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/provider']);
  });
});

describe('back-channel logout', () => {
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

  const send = (token: string): Promise<Page> =>
    new Browser().send('/sign-on/logout', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }),
    });

  const claims = (more: object = {}) => ({
    aud: CLIENT_ID,
    iat: Math.floor(Date.now() / 1_000),
    exp: Math.floor(Date.now() / 1_000) + 120,
    jti: randomUUID(),
    events: EVENTS,
    ...more,
  });

  const signed = (more: object, as: object = {}) =>
    provider.sign(claims(more), { typ: 'logout+jwt', ...as });

  test('by the provider itself ends the session that ended there, and the trail says so', async () => {
    const browser = await person(api.fund, 'duc');
    const id = (await api.fund.read('/v1/users')).data.at(-1).id;
    const page = await browser.send(`${provider.issuer}/session/end?client_id=${CLIENT_ID}`);
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page.text)?.[1] ?? '';
    await browser.send(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect((await browser.api('/v1/me')).status).toBe(401);
    const event = (await eventsAbout(api.fund, id)).at(-1);
    expect(event).toMatchObject({ act: 'provider_sign_out', after: { issuer: provider.issuer } });
  });

  test('of a subject ends all its sessions in all funds, and nobody else’s', async () => {
    const browsers = [await person(api.fund, 'phuc'), await person(api.other, 'phuc')];
    const other = await person(api.fund, 'thinh');
    expect((await send(await signed({ sub: 'phuc' }))).status).toBe(200);
    for (const each of browsers) expect((await each.api('/v1/me')).status).toBe(401);
    expect((await other.api('/v1/me')).status).toBe(200);
  });

  test('that is sent again ends nothing that began after it was made', async () => {
    const before = await person(api.fund, 'son');
    const iat = Math.floor(Date.now() / 1_000);
    const token = await signed({ sub: 'son', iat });
    expect((await send(token)).status).toBe(200);
    expect((await before.api('/v1/me')).status).toBe(401);
    // It is of a whole second, and ends what began in it.
    await sleep((iat + 1) * 1_000 - Date.now() + 20);
    const after = new Browser();
    expect((await after.signIn({})).status).toBe(200);
    expect((await send(token)).status).toBe(200);
    expect((await after.api('/v1/me')).status).toBe(200);
  });

  test('that is not whole, or not of the provider, ends nothing', async () => {
    const browser = await person(api.fund, 'quy');
    const sub = 'quy';
    const { privateKey } = await generateKeyPair('RS256');
    const now = Math.floor(Date.now() / 1_000);
    const wrong = [
      await signed({ sub }, { key: privateKey }),
      await signed({ sub, aud: 'khac' }),
      await signed({ sub, nonce: 'n' }),
      await signed({ sub, events: {} }),
      await signed({ sub, iat: now - 600 }),
      await signed({ sub, iss: 'http://localhost:1' }),
      await signed({}),
      'a.b.c',
    ];
    for (const token of wrong) expect((await send(token)).status).toBe(400);
    expect((await browser.api('/v1/me')).status).toBe(200);
  });
});

describe('an access token', () => {
  const ask = (token: string, headers: Record<string, string> = {}) =>
    api.fund.get('/v1/fund', { authorization: `Bearer ${token}`, ...headers });

  const seconds = () => Math.floor(Date.now() / 1_000);

  const register = (client: Client, subject: string, more: object = {}): Promise<Json> =>
    client.add('/v1/programs', {
      provider: NAME,
      subject,
      name: next('Cổng '),
      role: 'integration',
      scopes: ['reports:read'],
      ...more,
    });

  test('of a program that a director has registered is good for its scopes, and for nothing before', async () => {
    const token = await provider.programToken();
    expect((await ask(token)).status).toBe(401);
    const { id, name } = await register(api.fund, 'cong-bao-cao');
    expect((await ask(token)).status).toBe(200);
    const me = await api.fund.get('/v1/me', { authorization: `Bearer ${token}` });
    expect(me.body).toMatchObject({ name, kind: 'program', permissions: ['reports:read'] });
    const loans = await api.fund.get('/v1/loans', { authorization: `Bearer ${token}` });
    expect(loans.status).toBe(403);
    const listed = (await api.fund.read('/v1/users')).data.at(-1);
    expect([listed.id, listed.lastUsedAt === null]).toEqual([id, false]);
    await api.fund.add(`/v1/users/${id}/revocation`, { reason: 'Thay cổng' });
    expect((await ask(token)).status).toBe(401);
  });

  test('is refused where anything of it is wrong', async () => {
    await register(api.fund, 'may');
    const good = { sub: 'may', exp: seconds() + 60 };
    expect((await ask(await provider.sign(good))).status).toBe(200);
    const { privateKey } = await generateKeyPair('RS256');
    const [, payload] = (await provider.sign(good)).split('.');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const secret = new TextEncoder().encode(CLIENT_SECRET.padEnd(32));
    const wrong: Record<string, string> = {
      'alg none': `${none}.${payload}.`,
      'alg none, signed': `${none}.${payload}.AAAA`,
      'a shared secret': await provider.sign(good, { alg: 'HS256', key: secret }),
      'another key': await provider.sign(good, { key: privateKey }),
      'another type': await provider.sign(good, { typ: 'JWT' }),
      'another audience': await provider.sign({ ...good, aud: CLIENT_ID }),
      'another issuer': await provider.sign({ ...good, iss: 'http://localhost:1' }),
      'no end': await provider.sign({ sub: 'may' }),
      'no subject': await provider.sign({ exp: good.exp }),
      'a subject that nobody registered': await provider.sign({ ...good, sub: 'khac' }),
    };
    for (const [why, token] of Object.entries(wrong)) {
      expect([why, (await ask(token)).status]).toEqual([why, 401]);
    }
  });

  test('counts until 30 seconds after its end, and from 30 seconds before its beginning', async () => {
    await register(api.fund, 'gio');
    const status = async (claims: object) =>
      (await ask(await provider.sign({ sub: 'gio', exp: seconds() + 60, ...claims }))).status;
    expect(await status({ exp: seconds() - 27 })).toBe(200);
    expect(await status({ exp: seconds() - 31 })).toBe(401);
    expect(await status({ nbf: seconds() + 29 })).toBe(200);
    expect(await status({ nbf: seconds() + 33 })).toBe(401);
  });

  test('of a person is none, though the account signs in', async () => {
    await person(api.fund, 'nguoi');
    const token = await provider.sign({ sub: 'nguoi', exp: seconds() + 60 });
    expect((await ask(token)).status).toBe(401);
  });

  test('of a program in two funds says which it asks', async () => {
    await register(api.fund, 'hai-noi');
    await register(api.other, 'hai-noi');
    const token = await provider.sign({ sub: 'hai-noi', exp: seconds() + 60 });
    expect((await ask(token)).status).toBe(401);
    const answer = await ask(token, { fund: 'HAI' });
    expect(answer.status).toBe(200);
    expect((await ask(token, { fund: 'BA' })).status).toBe(401);
  });

  test('is verified with keys that are new, with those that are known while the provider is down', async () => {
    await register(api.fund, 'khoa');
    const token = async () => provider.sign({ sub: 'khoa', exp: seconds() + 60 });
    const before = await token();
    expect((await ask(before)).status).toBe(200);
    await provider.stop();
    expect((await ask(await token())).status).toBe(200);
    await provider.rotate();
    const after = await token();
    await pause();
    expect((await ask(after)).status).toBe(503);
    await provider.start();
    await pause();
    expect((await ask(after)).status).toBe(200);
    expect((await ask(before)).status).toBe(401);
    expect(titleOf(await (await person(api.fund, next('khoa'))).signIn())).toBe('Đã đăng nhập');
    const { keysAsked } = provider;
    const asked = await Promise.all(
      Array.from({ length: 20 }, async (_, at) =>
        ask(await provider.sign({ sub: 'khoa', exp: seconds() + 60 }, { kid: `la-${at}` })),
      ),
    );
    expect(asked.map(({ status }) => status)).toEqual(Array(20).fill(401));
    expect(provider.keysAsked - keysAsked).toBeLessThan(5);
  });

  test('is not what a token of the fund with two dots is', async () => {
    const token = 'mot.ma.truy-cap-co-hai-dau-cham-dai-hon-32';
    const director = await createDirector(api.database, next('C'), token);
    const answer = await api.fund.get('/v1/me', { authorization: `Bearer ${token}` });
    expect([answer.status, answer.body.fund.code]).toEqual([200, (await codeOf(director)).code]);
  });

  test('of a provider that gives none cannot be registered', async () => {
    const body = { provider: 'Không có', subject: 'a', name: next('P'), role: 'auditor' };
    const answer = await api.fund.post('/v1/programs', body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, '/provider']);
  });
});

const pause = () => new Promise((resolve) => setTimeout(resolve, COOL_DOWN_MS + 10));

async function codeOf({ director }: Awaited<ReturnType<typeof createDirector>>) {
  const text = `select code from fund where fund_id = '${director.fundId}'`;
  return (await api.database.asOwner(text)).rows[0] as { code: string };
}
