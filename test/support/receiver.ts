import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from './api.ts';

/** What a receiver was sent. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Json;
}

/** How a receiver answers. */
export type Behaviour = (
  received: Received,
  answer: ServerResponse,
  request: IncomingMessage,
) => void | Promise<void>;

export const accept: Behaviour = (_, answer) => void answer.writeHead(204).end();

/** A receiver of webhooks, as a server of its own. */
export class Receiver {
  readonly received: Received[] = [];
  /** What was accepted, in the order in which it was. */
  readonly accepted: Json[] = [];
  behave: Behaviour = accept;
  readonly #server: http.Server;

  constructor() {
    this.#server = http.createServer((request, answer) => void this.#take(request, answer));
  }

  async #take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const headers = request.headers as Record<string, string>;
    const received = { headers, text, body: JSON.parse(text) as Json };
    this.received.push(received);
    answer.on('finish', () => {
      if (answer.statusCode < 300) this.accepted.push(received.body);
    });
    answer.on('error', () => undefined);
    await this.behave(received, answer, request);
  }

  /** Listens on this machine. */
  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks`;
  }

  /** Waits until something is so. */
  async until(holds: (receiver: Receiver) => boolean): Promise<void> {
    while (!holds(this)) await sleep(10);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
