import { randomUUID } from 'node:crypto';
import http from 'node:http';

/** An answer, and how long it took until its last byte was read. */
export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
}

/** No answer is waited for any longer; the answer then counts as 0. */
const ANSWER_TIMEOUT_MS = 120_000;

/** Asks the service as its clients do: over connections that are kept. */
export class Client {
  readonly address: string;
  readonly #token: string;
  readonly #agent: http.Agent;

  constructor(address: string, token: string, connections = 1) {
    this.address = address;
    this.#token = token;
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  /** A POST under a key of its own where something is sent, JSON or a file, else a GET; 0: no answer in time. */
  async ask(path: string, sent?: object): Promise<Answer> {
    const start = performance.now();
    try {
      const { status, text } = await this.#exchange(path, sent);
      return { status, text, ms: performance.now() - start };
    } catch (error) {
      return { status: 0, text: String(error), ms: performance.now() - start };
    }
  }

  /** What an address answers; anything but success is an error. */
  async obtain(path: string, sent?: object): Promise<Record<string, unknown>> {
    const { status, text } = await this.ask(path, sent);
    if (status < 200 || status > 299) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  #exchange(path: string, sent?: object): Promise<{ status: number; text: string }> {
    const isFile = Buffer.isBuffer(sent);
    const body = sent === undefined || isFile ? sent : JSON.stringify(sent);
    const headers: http.OutgoingHttpHeaders = { authorization: `Bearer ${this.#token}` };
    if (body !== undefined) {
      headers['content-type'] = isFile ? 'application/octet-stream' : 'application/json';
      headers['content-length'] = Buffer.byteLength(body);
      headers['idempotency-key'] = randomUUID();
    }
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${this.address}${path}`,
        {
          method: body === undefined ? 'GET' : 'POST',
          headers,
          agent: this.#agent,
          timeout: ANSWER_TIMEOUT_MS,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({ status: response.statusCode ?? 0, text });
          });
        },
      );
      request.once('timeout', () => request.destroy(new Error('no answer in time')));
      request.once('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
