import { Webhook } from 'standardwebhooks';
import { send, type LookUp } from '../../../src/jobs/webhooks/send.ts';
import { addressFault, Networks } from '../../../src/usecases/webhooks/addresses.ts';
import { signatureHeaders, webhookKeyOf } from '../../../src/usecases/webhooks/secrets.ts';
import { Receiver } from '../../support/receiver.ts';

// Where messages may go, and how they are signed.

const NOWHERE = new Networks([]);

const receivers: Receiver[] = [];

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

async function receiver(): Promise<{ readonly port: string; readonly of: Receiver }> {
  const of = new Receiver();
  receivers.push(of);
  return { port: new URL(await of.listen()).port, of };
}

const message = (url: string) => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: '{}',
});

/** Names lead to these addresses, one look-up after the other. */
function leadingTo(...answers: string[][]): LookUp & { asked: number } {
  const lookUp = (_: string, __: unknown, done: Parameters<LookUp>[2]) => {
    const found = answers[Math.min(lookUp.asked, answers.length - 1)] ?? [];
    lookUp.asked += 1;
    const of = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    done(null, of);
  };
  lookUp.asked = 0;
  return lookUp;
}

describe('an address', () => {
  test.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://169.254.169.254/latest',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://a:b@example.com/',
    'https://a@example.com/',
    'example.com',
    '//example.com/',
  ])('%s is refused as it is written, and nothing is sent there', async (url) => {
    expect(addressFault(url, NOWHERE)).not.toBeNull();
    const sent = await send(message(url), { networks: NOWHERE, timeoutMs: 1_000 });
    expect(sent).toMatchObject({ status: null, failure: 'closed-address' });
  });

  test.each([
    ['localhost', ['127.0.0.1', '::1']],
    ['127.0.0.1.example', ['127.0.0.1']],
    ['inside.example', ['10.0.0.5']],
    ['metadata.example', ['169.254.169.254']],
    ['mapped.example', ['::ffff:192.168.0.1']],
    ['both.example', ['93.184.216.34', '127.0.0.1']],
    ['nothing.example', []],
  ])('that is the name %s is refused where the name leads', async (host, addresses) => {
    const { port } = await receiver();
    const lookUp = leadingTo(addresses);
    const url = `https://${host}:${port}/`;
    expect(addressFault(url, NOWHERE)).toBeNull();
    const sent = await send(message(url), { networks: NOWHERE, timeoutMs: 1_000, lookUp });
    expect([sent.failure, lookUp.asked]).toEqual(['closed-address', 1]);
  });

  test('whose name leads elsewhere the second time is looked at again, and used as looked at', async () => {
    const { port, of } = await receiver();
    const allowed = new Networks(['127.0.0.0/8']);
    const lookUp = leadingTo(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1']);
    const to = message(`http://changing.example:${port}/`);
    const sending = { networks: allowed, timeoutMs: 1_000, lookUp };
    expect((await send(to, sending)).status).toBe(204);
    expect((await send(to, sending)).failure).toBe('closed-address');
    expect((await send(to, sending)).status).toBe(204);
    // Once for each connection: between look and use nothing is asked again.
    expect([lookUp.asked, of.received.length]).toEqual([3, 2]);
  });

  test('of a network that the operator allows is taken, others of private networks are not', async () => {
    const allowed = new Networks(['10.20.0.0/16', 'fd12::/16']);
    expect(addressFault('http://10.20.3.4/a', allowed)).toBeNull();
    expect(addressFault('https://[fd12::1]/a', allowed)).toBeNull();
    expect(addressFault('http://10.21.3.4/a', allowed)).not.toBeNull();
    expect(addressFault('https://127.0.0.1/a', allowed)).not.toBeNull();
    // Plain http only into the network that is allowed, wherever the name leads.
    const to = message('http://public.example/a');
    const lookUp = leadingTo(['93.184.216.34']);
    const sent = await send(to, { networks: allowed, timeoutMs: 1_000, lookUp });
    expect(sent.failure).toBe('closed-address');
  });

  test('is asked past any proxy that the surroundings name', async () => {
    const { port, of } = await receiver();
    const { port: proxyPort, of: proxy } = await receiver();
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    for (const name of names) process.env[name] = `http://127.0.0.1:${proxyPort}`;
    try {
      const networks = new Networks(['127.0.0.1']);
      const to = message(`http://127.0.0.1:${port}/`);
      expect((await send(to, { networks, timeoutMs: 1_000 })).status).toBe(204);
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect([of.received.length, proxy.received.length]).toEqual([1, 0]);
  });
});

describe('a signature', () => {
  const key = webhookKeyOf('một khóa dài hơn ba mươi hai ký tự');
  const [one, other] = [1, 2].map((version) => key.secretOf('f', 'w', version)) as [string, string];
  const body = JSON.stringify({
    type: 'repayment.recorded',
    data: { amount: '123456789012345678' },
  });
  const headers = (secrets: string[], at = new Date()) =>
    signatureHeaders(secrets, { id: 'a', at, body });

  test('is the one of Standard Webhooks, with one secret and with two', () => {
    const at = new Date();
    expect(headers([one], at)['webhook-signature']).toBe(new Webhook(one).sign('a', at, body));
    for (const secret of [one, other]) {
      expect(new Webhook(secret).verify(body, headers([one, other]))).toEqual(JSON.parse(body));
    }
  });

  test('does not hold for another body, time, secret or webhook', () => {
    const changed = body.replace('1', '2');
    expect(() => new Webhook(one).verify(changed, headers([one]))).toThrow('No matching signature');
    expect(() => new Webhook(other).verify(body, headers([one]))).toThrow('No matching signature');
    const old = headers([one], new Date(Date.now() - 3_600_000));
    expect(() => new Webhook(one).verify(body, old)).toThrow('too old');
    const secrets = [one, other, key.secretOf('f', 'x', 1), key.secretOf('g', 'w', 1)];
    expect(new Set(secrets).size).toBe(4);
    expect(webhookKeyOf('x'.repeat(32)).fingerprint).not.toBe(key.fingerprint);
  });
});
