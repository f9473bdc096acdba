import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/primitives/errors.ts';
import { verificationFigures } from '../../usecases/books/verifications.ts';
import { connectionsOf, fundsInMemory, loansInMemory } from '../../usecases/view/readiness.ts';
import type { AppServices, Services } from '../../usecases/view/services.ts';
import type { App } from './appTypes.ts';
import { showsProxy } from './clientAddress.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Whether this machine asks for itself; what a proxy passes on comes from elsewhere. */
const isDirect = ({ socket, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? '') && !showsProxy(headers);

function countRequests(app: App, register: Registry): void {
  const registers = [register];
  const labelNames = ['method', 'route', 'status'];
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers,
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames,
    registers,
  });
  const refused = new Counter({
    name: 'http_requests_refused_total',
    help: 'Requests refused, by the code of the problem.',
    labelNames: ['code'],
    registers,
  });
  app.addHook('onResponse', async (request, reply) => {
    // Never the address itself: there is no end to those.
    const { url: route = 'unknown' } = request.routeOptions;
    const labels = { method: request.method, route, status: reply.statusCode };
    total.inc(labels);
    duration.observe(labels, reply.elapsedTime / 1_000);
    if (reply.refused !== null) refused.inc({ code: reply.refused });
  });
}

function watchDatabase({ database }: Services, register: Registry): void {
  const connections = new Gauge({
    name: 'database_connections',
    help: 'Connections to the database in use and idle, and transactions waiting for one.',
    labelNames: ['state'],
    registers: [],
    collect() {
      for (const [state, count] of Object.entries(connectionsOf(database))) {
        this.set({ state }, count);
      }
    },
  });
  const facts = new Counter({
    name: 'facts_recorded_total',
    help: 'Facts recorded by this process.',
    labelNames: ['kind'],
    registers: [],
    collect() {
      this.reset();
      for (const [kind, count] of database.recorded) this.inc({ kind }, count);
    },
  });
  const inMemory = new Gauge({
    name: 'funds_in_memory',
    help: 'Funds whose facts are in memory.',
    registers: [],
    collect() {
      this.set(fundsInMemory(database));
    },
  });
  const loans = new Gauge({
    name: 'loans_in_memory',
    help: 'Loans of those funds.',
    registers: [],
    collect() {
      this.set(loansInMemory(database));
    },
  });
  register.registerMetric(connections);
  register.registerMetric(inMemory);
  register.registerMetric(loans);
  register.registerMetric(facts);
}

function watchBooks({ database }: Services, register: Registry): void {
  const agreed = new Gauge({
    name: 'verification_last_success_seconds',
    help: 'When GET /v1/ledger/verification last found books that agree, since 1970; not since the start: 0.',
    registers: [],
    collect() {
      this.set(verificationFigures(database).agreedAt / 1_000);
    },
  });
  const differences = new Gauge({
    name: 'verification_differences',
    help: 'What the last GET /v1/ledger/verification of each fund has found.',
    registers: [],
    collect() {
      this.set(verificationFigures(database).differences);
    },
  });
  register.registerMetric(agreed);
  register.registerMetric(differences);
}

function watchSchedule({ schedule }: AppServices, register: Registry): void {
  const late = new Gauge({
    name: 'jobs_late',
    help: 'Scheduled work of all funds that came due an hour ago or more and is not done.',
    registers: [],
    collect() {
      this.set(schedule.figures.late);
    },
  });
  const backup = new Gauge({
    name: 'backup_last_success_seconds',
    help: 'When the last backup was written and read again to its seal, since 1970; none: 0.',
    registers: [],
    collect() {
      this.set((schedule.figures.lastBackupAt?.getTime() ?? 0) / 1_000);
    },
  });
  register.registerMetric(late);
  register.registerMetric(backup);
}

function watchWebhooks({ webhookRunner }: AppServices, register: Registry): void {
  const deliveries = new Counter({
    name: 'webhook_deliveries_total',
    help: 'Attempts of this process to send events to webhooks, by what came of them.',
    labelNames: ['outcome'],
    registers: [],
    collect() {
      this.reset();
      for (const [outcome, count] of webhookRunner.outcomes) this.inc({ outcome }, count);
    },
  });
  const waiting = new Gauge({
    name: 'webhook_oldest_waiting_seconds',
    help: 'How long ago the event was recorded that waits longest to be accepted by a webhook; 0: none waits.',
    registers: [],
    collect() {
      this.set(webhookRunner.waitingSeconds());
    },
  });
  register.registerMetric(deliveries);
  register.registerMetric(waiting);
}

/**
 * Counts what the service does, for Prometheus. To this machine alone: without a token, the figures
 * are nobody's else, though they name no fund.
 */
export function addMetrics(app: App, services: AppServices): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  countRequests(app, register);
  watchDatabase(services, register);
  watchBooks(services, register);
  watchSchedule(services, register);
  watchWebhooks(services, register);
  const config = { public: true, unlimited: true, whileDraining: true };
  app.get('/metrics', { schema: { hide: true }, config }, async (request, reply) => {
    if (!isDirect(request)) throw new DomainError('not-found');
    return reply.type(register.contentType).send(await register.metrics());
  });
}
