import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { STAGES } from '../pipeline/trace.ts';
import type { FinishedRequest, Observer } from './finished-request.ts';

/** What the parts of the platform tell when they are asked. */
export type Gauges = {
  engine: () => {
    workers: { wanted: number; alive: number; busy: number; crashes: number };
    queuedTexts: number;
    queuedTokens: number;
    requestsOpen: number;
    batches: number;
    texts: number;
    retriedTexts: number;
    tokensPerSecond: number;
  };
  ledgerPending: () => number;
  principals: () => number;
  degraded: () => string[];
  databasePool: () => { total: number; idle: number; waiting: number };
};

export type Metrics = {
  observe: Observer;
  /** Prometheus's text format. */
  text(): Promise<string>;
  contentType: string;
};

/** Seconds; from a tenth of a millisecond, which most stages stay below, to the longest that a request may take. */
const BUCKETS = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];

/**
 * Metrics without labels that grow: routes, statuses, faults and models are closed lists; tenants and keys are for the log and the
 * usage rows.
 */
export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: 'gridsky_requests_total',
    help: 'Requests answered, by route, status and fault.',
    labelNames: ['method', 'route', 'status', 'fault'],
    registers,
  });
  const duration = new Histogram({
    name: 'gridsky_request_duration_seconds',
    help: 'From arrival to the last byte of the answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const stages = new Histogram({
    name: 'gridsky_stage_duration_seconds',
    help: 'Where the time of embeddings goes: auth, read, tokenise, limit, queue, infer, meter, write.',
    labelNames: ['stage'],
    buckets: BUCKETS,
    registers,
  });
  const tokens = new Counter({
    name: 'gridsky_tokens_total',
    help: 'Tokens embedded, by model.',
    labelNames: ['model'],
    registers,
  });
  const inputs = new Counter({
    name: 'gridsky_inputs_total',
    help: 'Inputs embedded, by model.',
    labelNames: ['model'],
    registers,
  });
  for (const stage of STAGES) stages.zero({ stage });

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `gridsky_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('workers', 'Inference threads that are alive.', () => gauges.engine().workers.alive);
  gauge('workers_wanted', 'Inference threads that there should be.', () => gauges.engine().workers.wanted);
  gauge('workers_busy', 'Inference threads at work.', () => gauges.engine().workers.busy);
  gauge('worker_crashes', 'Inference threads that died since the start.', () => gauges.engine().workers.crashes);
  gauge('queue_texts', 'Texts waiting for a thread.', () => gauges.engine().queuedTexts);
  gauge('queue_tokens', 'Tokens waiting for a thread.', () => gauges.engine().queuedTokens);
  gauge('requests_open', 'Requests in the engine.', () => gauges.engine().requestsOpen);
  gauge('batches', 'Batches run since the start.', () => gauges.engine().batches);
  gauge('texts', 'Texts in those batches.', () => gauges.engine().texts);
  gauge(
    'retried_texts',
    'Texts of failed batches that were tried again, since the start.',
    () => gauges.engine().retriedTexts,
  );
  gauge(
    'tokens_per_second',
    'What all threads together do, as lately measured.',
    () => gauges.engine().tokensPerSecond,
  );
  gauge('ledger_pending_rows', 'Usage rows waiting for their commit.', gauges.ledgerPending);
  gauge('principal_cache_entries', 'Keys whose rights are cached.', gauges.principals);
  gauge('redis_lost', '1 while Redis does not answer and limits are kept locally.', () =>
    gauges.degraded().includes('redis') ? 1 : 0,
  );
  gauge('database_connections', 'Connections of the request path.', () => gauges.databasePool().total);
  gauge('database_connections_idle', 'Of these, unused.', () => gauges.databasePool().idle);
  gauge('database_waiting', 'Queries waiting for a connection.', () => gauges.databasePool().waiting);

  return {
    observe({ method, route, status, ms, trace }: FinishedRequest) {
      requests.inc({ method, route, status, fault: trace.fault ?? '' });
      duration.observe({ route }, ms / 1_000);
      for (const stage of STAGES) {
        const spent = trace.stages[stage];
        if (spent !== undefined) stages.observe({ stage }, spent / 1_000);
      }
      if (status !== 200 || trace.model === null) return;
      tokens.inc({ model: trace.model }, trace.tokens);
      inputs.inc({ model: trace.model }, trace.inputs);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
