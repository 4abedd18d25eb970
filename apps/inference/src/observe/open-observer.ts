import type { Logger } from 'pino';
import type { Settings } from '../env.ts';
import type { FinishedRequest, Observer } from './finished-request.ts';
import { createMetrics, type Gauges, type Metrics } from './metrics.ts';
import { serveMetrics } from './metrics-server.ts';
import { createRequestLog } from './request-log.ts';

export type Observation = {
  observe: Observer;
  /** null when nobody may read them. */
  metrics: Metrics | null;
  /** Sends what is waiting and closes the ports. */
  close(): Promise<void>;
};

/** The log, and by setting metrics and traces. An observer that fails is reported and harms no request. */
export async function openObserver(settings: Settings, logger: Logger, gauges: Gauges): Promise<Observation> {
  const { METRICS_PORT, METRICS_HOST, METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT } = settings;
  const wantsMetrics = METRICS_PORT !== undefined || METRICS_TOKEN !== undefined;
  const metrics = wantsMetrics ? createMetrics(gauges) : null;
  const port = metrics && METRICS_PORT !== undefined ? await serveMetrics(metrics, METRICS_HOST, METRICS_PORT) : null;
  const traces = OTEL_EXPORTER_OTLP_ENDPOINT
    ? (await import('./traces.ts')).createTraces(OTEL_EXPORTER_OTLP_ENDPOINT)
    : null;
  if (port) logger.info({ port: Object(port.address()).port }, 'metrics');
  const observers = [createRequestLog(logger), metrics?.observe, traces?.observe].filter((one) => one !== undefined);
  return {
    observe(request: FinishedRequest) {
      for (const observer of observers) {
        try {
          observer(request);
        } catch (error) {
          logger.error({ err: error }, 'observing a request failed');
        }
      }
    },
    metrics,
    async close() {
      port?.close();
      await traces?.close().catch((error) => logger.warn({ err: error }, 'the last traces could not be sent'));
    },
  };
}
