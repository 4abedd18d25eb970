import { type Attributes, trace as api, context, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { STAGES } from '../pipeline/trace.ts';
import type { FinishedRequest, Observer } from './finished-request.ts';

export type Traces = { observe: Observer; close(): Promise<void> };

/**
 * Sends a span for each request and one for each of its stages to a collector (OTLP over HTTP), joined to the caller's trace when
 * it sends a W3C `traceparent`. Attributes follow OpenTelemetry's semantic conventions for HTTP and generative AI; content is
 * never among them. This module is loaded only when traces are wanted.
 */
export function createTraces(endpoint: string): Traces {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'gridsky-inference' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('gridsky');
  const propagator = new W3CTraceContextPropagator();
  const getter = {
    get: (carrier: FinishedRequest['headers'], name: string) =>
      name === 'traceparent' || name === 'tracestate' ? carrier[name] : undefined,
    keys: (carrier: FinishedRequest['headers']) => Object.keys(carrier),
  };

  return {
    observe(request) {
      const { startedAt, ms, status, trace } = request;
      const parent = propagator.extract(context.active(), request.headers, getter);
      const span = tracer.startSpan(
        nameOf(request),
        { kind: SpanKind.SERVER, startTime: startedAt, attributes: attributesOf(request) },
        parent,
      );
      const inside = api.setSpan(parent, span);
      // Stages follow one another; what lies between two of them is too short to be told.
      let at = startedAt;
      for (const stage of STAGES) {
        const spent = trace.stages[stage];
        if (spent === undefined) continue;
        tracer.startSpan(stage, { startTime: at }, inside).end(at + spent);
        at += spent;
      }
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR, message: trace.fault ?? '' });
      span.end(startedAt + ms);
    },
    async close() {
      await provider.shutdown();
    },
  };
}

function nameOf({ method, route, trace }: FinishedRequest): string {
  return trace.model === null ? `${method} ${route}` : `embeddings ${trace.model}`;
}

function attributesOf({ requestId, method, route, status, trace }: FinishedRequest): Attributes {
  const { model, tokens, dimensions, inputs, fault, tenantId, keyId } = trace;
  return {
    'http.request.method': method,
    'http.route': route,
    'http.response.status_code': status,
    'gridsky.request_id': requestId,
    ...(tenantId === null ? {} : { 'gridsky.tenant_id': tenantId }),
    ...(keyId === null ? {} : { 'gridsky.key_id': keyId }),
    ...(fault === null ? {} : { 'error.type': fault }),
    ...(model === null
      ? {}
      : {
          'gen_ai.operation.name': 'embeddings',
          'gen_ai.provider.name': 'gridsky',
          'gen_ai.request.model': model,
          'gen_ai.usage.input_tokens': tokens,
          'gridsky.inputs': inputs,
          ...(dimensions === null ? {} : { 'gen_ai.embeddings.dimension.count': dimensions }),
        }),
  };
}
