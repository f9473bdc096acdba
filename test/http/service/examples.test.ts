import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { EXAMPLES } from '../../../src/http/openapi/examples/examples.ts';
import { EXAMPLE_DOCUMENT, EXAMPLE_SHA256 } from '../../../src/http/openapi/examples/handovers.ts';
import { EXAMPLE_IDS } from '../../../src/http/openapi/examples/ids.ts';
import { signOnBy } from '../../../src/process/signOn/signOn.ts';
import { providerSettings, startProvider, type TestProvider } from '../../support/provider.ts';
import { contribute, lend, startApi, type Api, type Client, type Json } from '../../support/api.ts';
import { leaveProposed } from '../../support/secondPerson.ts';

// Every example of the served document is sent as it stands there. Its ids are of no fund: each is
// replaced by the id of such a thing of a new fund, which is itself entered by sending the example of
// the operation that enters it.

type Named = keyof typeof EXAMPLE_IDS;

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly described: Json;
}

let api: Api;

let operations: Map<string, Operation>;

let provider: TestProvider;

beforeAll(async () => {
  provider = await startProvider();
  const providers = [providerSettings(provider.issuer)];
  const signOn = signOnBy({ providers, publicUrl: 'http://127.0.0.1:3000' });
  api = await startApi(undefined, { signOn });
  const document: Json = (await api.app.inject({ url: '/openapi.json' })).json();
  operations = new Map(
    Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
      Object.entries<Json>(methods).map(([method, described]) => [
        described.operationId,
        { method: method.toUpperCase() as Operation['method'], path, described },
      ]),
    ),
  );
});

afterAll(async () => {
  await api.close();
  await provider.stop();
});

const EXAMPLE_TOKEN = String((EXAMPLES['signIn']?.body as Json)?.token);

/** The operation whose answer has the id that an example names; a loan is lent too. */
type MadeSpecially =
  | 'fund'
  | 'takenLoan'
  | 'otherLoan'
  | 'disbursement'
  | 'notice'
  | 'collateralChange'
  | 'proposedAct';

const MADE_BY: Readonly<Record<Exclude<Named, MadeSpecially>, string>> = {
  cooperative: 'addCooperative',
  loan: 'enterLoan',
  capitalMovement: 'recordCapitalMovement',
  repayment: 'recordRepayment',
  recall: 'recallLoan',
  restructuring: 'restructureLoan',
  rateChange: 'changeRate',
  freeze: 'freezeInterest',
  freezeEnd: 'endFreeze',
  waiver: 'waiveInterest',
  chargeOff: 'chargeOffLoan',
  writeOff: 'writeOffLoan',
  debtGroupOverride: 'overrideDebtGroup',
  collectionEntry: 'addCollectionEntry',
  litigationCase: 'fileCase',
  stage: 'recordStage',
  noticeRun: 'startNoticeRun',
  issuedReport: 'issueReport',
  token: 'addToken',
  localityChange: 'changeLocalities',
  place: 'enterPlace',
  transfer: 'recordTransfer',
  placeCount: 'recordPlaceCount',
  trusteeStatement: 'recordTrusteeStatement',
  incomeMovement: 'recordIncomeMovement',
  import: 'sendImport',
  keptClassification: 'keepClassification',
  noticeDraft: 'draftNotices',
  collateral: 'enterCollateral',
  collateralValuation: 'valueCollateral',
  collateralRelease: 'releaseCollateral',
  webhook: 'addWebhook',
  invitation: 'invite',
  user: 'registerProgram',
  handover: 'recordHandover',
  handoverEntry: 'enterHandover',
};

/** What asks about a contract on which nothing stands. */
const OF_NEW_CONTRACT = new Set(['recordDisbursement', 'voidLoan']);

/** What must have been done before, and is named by no id. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  reverseImport: ['enterImport'],
  reopenPeriod: ['closePeriod'],
  runScheduledWork: ['putScheduledWork'],
  reallocateReceipts: ['recordRepayment', 'restructureLoan'],
  previewReallocation: ['recordRepayment', 'restructureLoan'],
  signOut: ['signIn'],
  endSignOn: ['signIn'],
  writeOffLoan: ['chargeOffLoan'],
  redeliver: ['replayWebhook'],
};

/** A fund in which examples are sent. */
class Story {
  readonly #client: Client;
  readonly #ids = new Map<Named, Promise<string>>();
  #disbursementId = '';
  #cookie = '';

  constructor(client: Client) {
    this.#client = client;
  }

  /** The id of such a thing of this fund; it is entered when it is first asked for. */
  idOf(named: Named): Promise<string> {
    const known = this.#ids.get(named) ?? this.#make(named);
    this.#ids.set(named, known);
    return known;
  }

  async #make(named: Named): Promise<string> {
    if (named === 'otherLoan') {
      return (await lend(this.#client, {}, await this.idOf('cooperative'))).loanId;
    }
    if (named === 'takenLoan') {
      await this.idOf('handoverEntry');
      const { data } = await this.#client.read('/v1/loans?q=BN-01');
      return data[0].id;
    }
    if (named === 'disbursement') {
      await this.idOf('loan');
      return this.#disbursementId;
    }
    if (named === 'collateralChange') {
      return (await this.send('changeCollateral')).body.versions.at(-1).id;
    }
    if (named === 'proposedAct') return leaveProposed(api, this.#client);
    if (named === 'fund') return this.#client.actor.fundId;
    if (named === 'notice') return this.#noticeOf(await this.idOf('noticeRun'));
    // A run makes notices of what was lent before.
    if (named === 'noticeRun') await this.idOf('loan');
    for (const before of AFTER[MADE_BY[named]] ?? []) await this.send(before);
    const { status, body } = await this.send(MADE_BY[named]);
    const { id } = body;
    expect([named, status < 300, body]).toEqual([named, true, body]);
    if (named === 'loan') {
      this.#ids.set('loan', Promise.resolve(id));
      this.#disbursementId = (await this.send('recordDisbursement')).body.id;
    }
    return id;
  }

  async #noticeOf(run: string): Promise<string> {
    while ((await this.#client.read(`/v1/notice-runs/${run}`)).status === 'running')
      await sleep(20);
    return (await this.#client.read('/v1/notices')).data[0].id;
  }

  /** The body of that one is a file: a contract of a borrower of its own. */
  async #sendFile(url: string) {
    const columns =
      'Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc';
    const row = 'HTX Chi Lăng;Chi Lăng;77/2023/HĐTD;05/01/2023;05/01/2025;100.000.000;6,6;cuối kỳ';
    const headers = { 'content-type': 'text/csv', 'idempotency-key': randomUUID() };
    const answer = await this.#client.send('POST', url, Buffer.from(`${columns}\n${row}`), headers);
    while ((await this.#client.read(`/v1/imports/${answer.body.id}`)).status === 'reading') {
      await sleep(20);
    }
    return answer;
  }

  /** What was begun to be entered goes on in the background. */
  async waitForImport(): Promise<void> {
    const id = await this.#ids.get('import');
    if (id === undefined) return;
    while ((await this.#client.read(`/v1/imports/${id}`)).status === 'entering') await sleep(20);
  }

  /** What a webhook is to be sent again is queued in the background. */
  async waitForDelivery(): Promise<void> {
    const id = await this.#ids.get('webhook');
    const url = `/v1/webhooks/${id}/deliveries`;
    while ((await this.#client.read(url)).data.length === 0) await sleep(20);
  }

  /** An act that waits for another person than the one who asks. */
  async proposeOneself(): Promise<void> {
    this.#ids.set('proposedAct', leaveProposed(api, this.#client, 'client'));
  }

  /** A contract on which nothing stands, for the example's loan. */
  async enterContract(): Promise<void> {
    this.#ids.set('loan', Promise.resolve((await this.send('enterLoan')).body.id));
  }

  /** A settlement of the case, which can be enforced at once. */
  async enterSettlement(): Promise<void> {
    await this.idOf('stage');
    const url = `/v1/litigation-cases/${await this.idOf('litigationCase')}/stages`;
    for (const [stage, occurredOn] of [
      ['accepted', '2023-09-01'],
      ['settlement_recognised', '2023-10-02'],
    ]) {
      await this.#client.add(url, { stage, occurredOn });
    }
  }

  async #withOwnIds(text: string): Promise<string> {
    let own = text;
    for (const [named, id] of Object.entries(EXAMPLE_IDS) as [Named, string][]) {
      if (own.includes(id)) own = own.replaceAll(id, await this.idOf(named));
    }
    // The token of the example is nobody's either.
    own = own.replace(EXAMPLE_TOKEN, this.#client.token);
    if (!own.includes(EXAMPLE_SHA256)) return own;
    const isOthers = own.includes(JSON.stringify(EXAMPLE_DOCUMENT));
    const drawn = isOthers ? await drawnUpElsewhere() : await this.#client.read(DRAWN_UP);
    return own
      .replace(EXAMPLE_SHA256, drawn.sha256)
      .replace(JSON.stringify(EXAMPLE_DOCUMENT), () => JSON.stringify(drawn.document));
  }

  /** Sends the example of an operation as the document has it. */
  async send(operationId: string) {
    const { method, path, described } = operations.get(operationId) as Operation;
    const given: Json[] = (described.parameters ?? []).filter(
      (each: Json) => each.example !== undefined,
    );
    const inPath = given.filter((each) => each.in === 'path');
    const address = inPath.reduce((text: string, { name, example }) => {
      return text.replace(`{${name}}`, encodeURIComponent(example));
    }, path);
    const inQuery = given.filter((each) => each.in === 'query');
    const query = new URLSearchParams(inQuery.map(({ name, example }) => [name, String(example)]));
    const url = await this.#withOwnIds(inQuery.length === 0 ? address : `${address}?${query}`);
    if (operationId === 'sendImport') return this.#sendFile(url);
    const { example } = described.requestBody?.content['application/json'] ?? {};
    const text = example && (await this.#withOwnIds(JSON.stringify(example)));
    const key = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const page = { 'sec-fetch-site': 'same-origin', cookie: this.#cookie };
    const headers = { ...(text === undefined ? {} : key), ...page };
    const answer = await this.#client.send(method, url, text, headers);
    [this.#cookie = ''] = String(answer.headers['set-cookie'] ?? '').split(';');
    return answer;
  }
}

const DRAWN_UP = '/v1/fund/handover?on=2024-03-31';

/** What another fund hands over: a loan of its own. */
async function drawnUpElsewhere(): Promise<Json> {
  const client = await api.addFund();
  await contribute(client, '3000000000', '2023-01-02');
  const borrower = { code: 'BN-01', name: 'HTX Bắc Ninh', locality: 'Gia Bình' };
  const { id } = await client.add('/v1/cooperatives', borrower);
  await lend(client, { contractNumber: 'BN-01/2023' }, id);
  return client.read(DRAWN_UP);
}

async function newStory(): Promise<Story> {
  const client = await api.addFund();
  await contribute(client, '3000000000', '2023-01-02');
  return new Story(client);
}

const named = (kind: 'get' | 'write') =>
  [...operations].filter(
    ([, { method, path }]) =>
      // A fund's token opens nothing of an operator: test/http/operators sends these.
      (method === 'GET') === (kind === 'get') && !path.startsWith('/v1/operator/'),
  );

async function expectSuccess(story: Story, operationId: string) {
  const { described } = operations.get(operationId) as Operation;
  const statuses = Object.keys(described.responses).filter((status) => status.startsWith('2'));
  // What may wait for a second person does not wait in this fund.
  const success = statuses.length > 1 ? statuses.filter((status) => status !== '202') : statuses;
  const answer = await story.send(operationId);
  expect([operationId, success, answer.text]).toEqual([
    operationId,
    [String(answer.status)],
    answer.text,
  ]);
}

describe('the examples of the document', () => {
  test('stand at every operation that has a body or needs a parameter', () => {
    expect(operations.size).toBeGreaterThan(100);
    const needing = [...operations].filter(([, { described }]) => {
      const needs = (described.parameters ?? []).some((each: Json) => {
        return each.required === true && each.in !== 'header';
      });
      return needs || described.requestBody !== undefined;
    });
    expect(Object.keys(EXAMPLES).sort()).toEqual(needing.map(([id]) => id).sort());
    for (const [operationId, { described }] of needing) {
      const content = described.requestBody?.content['application/json'];
      expect([operationId, content?.example]).toEqual([operationId, EXAMPLES[operationId]?.body]);
    }
  });

  test('name no key: a second act under it would be refused', () => {
    for (const [operationId, { described }] of operations) {
      const key = (described.parameters ?? []).find(
        (each: Json) => each.name === 'Idempotency-Key',
      );
      const { example, examples, schema } = key ?? { schema: {} };
      expect([operationId, example, examples, schema.examples, schema.default]).toEqual([
        operationId,
        ...Array.from({ length: 4 }),
      ]);
    }
  });

  test('that read are answered as documented', async () => {
    const story = await newStory();
    for (const [operationId] of named('get')) {
      if (operationId === 'getEnforcementRequest') await story.enterSettlement();
      await expectSuccess(story, operationId);
    }
  });

  test('that write are answered as documented, each in a fund of its own', async () => {
    for (const [operationId] of named('write')) {
      const story = await newStory();
      if (OF_NEW_CONTRACT.has(operationId)) await story.enterContract();
      for (const before of AFTER[operationId] ?? []) await expectSuccess(story, before);
      await story.waitForImport();
      if (operationId === 'withdrawProposedAct') await story.proposeOneself();
      if (operationId === 'redeliver') await story.waitForDelivery();
      await expectSuccess(story, operationId);
    }
  });
});
