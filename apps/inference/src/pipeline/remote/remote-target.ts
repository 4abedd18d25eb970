import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@gridsky/api/domain';
import { AnswerTooLarge, isCertificateError, type OutboundPool, TargetRefused } from '@gridsky/api/services';
import type { Send } from '../../providers/call-provider.ts';
import { embedRemotely, type RemoteResult } from '../../providers/embed-remotely.ts';
import { providers } from '../../providers/index.ts';
import { AnswerUnusable } from '../../providers/provider.ts';
import { RemoteFailure } from '../../providers/remote-failure.ts';
import type { Target } from '../route.ts';
import { remoteFault } from './remote-faults.ts';
import type { EndpointModel, RemoteModel } from './served-model.ts';
import { embedUploaded, type UploadedDependencies } from './uploaded-target.ts';

export type RemoteDependencies = UploadedDependencies & { outbound: Pick<OutboundPool, 'send'> };

export type RemoteWork = {
  texts: readonly string[];
  tokens: readonly number[];
  inputType: 'query' | 'document' | null;
  dimensions: number;
};

/** Calls of one request at the same time. */
const PARALLEL_MAX = 4;

/**
 * Serves from somebody else's endpoint, and from its fallback when that endpoint is down and the fallback knows the width that is asked for.
 * We cut no vectors ourselves: what is left of one that was not made for it means nothing.
 */
export function remoteTarget(
  dependencies: RemoteDependencies,
  model: string,
  remote: RemoteModel,
  work: RemoteWork,
): Target {
  return async (_admission, signal) => {
    const started = performance.now();
    const answer = async (id: string, served: RemoteModel) => {
      const spentMs = performance.now() - started;
      const deadlineMs = Math.max(1, Math.round(dependencies.deadlineMs - spentMs));
      const { vectors, tokens } = await callRemote({ ...dependencies, deadlineMs }, served, work, signal);
      return { vectors, queueMs: 0, inferMs: performance.now() - started, tokens, servedBy: id };
    };
    try {
      return await answer(model, remote);
    } catch (error) {
      const { fallback } = remote;
      if (fallback?.widths.includes(work.dimensions) && isDown(error)) {
        return await answer(fallback.model, fallback.remote).catch((second: unknown) => {
          throw second instanceof RemoteFailure ? remoteFault(second, fallback.model, fallback.remote) : second;
        });
      }
      throw error instanceof RemoteFailure ? remoteFault(error, model, remote) : error;
    }
  };
}

/** One request to an endpoint or an uploaded model. Rejects with RemoteFailure, InputTooLong or the signal's reason. */
export async function callRemote(
  dependencies: RemoteDependencies,
  remote: RemoteModel,
  work: RemoteWork,
  signal: AbortSignal,
): Promise<RemoteResult> {
  const health = dependencies.endpoints.of(remote.id);
  const started = performance.now();
  try {
    const result =
      remote.provider === 'onnx'
        ? await embedUploaded(dependencies, remote, work, signal)
        : await callEndpoint(dependencies, remote, work, signal);
    health.note(performance.now() - started, null);
    return result;
  } catch (error) {
    // Who leaves, or sends what the provider does not take, says nothing about the endpoint.
    if (error instanceof RemoteFailure && error.reason !== 'invalid') {
      health.note(performance.now() - started, error.reason);
    }
    throw error;
  }
}

async function callEndpoint(
  { outbound, endpoints, deadlineMs }: RemoteDependencies,
  remote: EndpointModel,
  { texts, tokens, inputType, dimensions }: RemoteWork,
  signal: AbortSignal,
): Promise<RemoteResult> {
  const type = inputType ?? remote.inputType;
  const prefix = remote.prefixes[type];
  return embedRemotely(
    {
      provider: providers[remote.provider],
      endpoint: {
        baseUrl: remote.baseUrl,
        secret: await openSecret(remote),
        model: remote.providerModel,
        dimensions: remote.dimensions,
        custom: remote.customWire,
      },
      send: sendThrough(outbound),
      breaker: endpoints.of(remote.id).breaker,
      now: Date.now,
      limits: { textsMax: remote.textsMax, tokensMax: remote.tokensMax },
      parallelMax: PARALLEL_MAX,
      hedgeAfterMs: remote.hedgeAfterMs,
      deadlineMs,
      wait: (ms, stop) => delay(ms, undefined, { signal: stop }),
      random: Math.random,
    },
    { texts: prefix === '' ? texts : texts.map((text) => prefix + text), tokens, inputType: type, dimensions },
    signal,
  );
}

/** The endpoint's secret; null where none is asked for. Rejects with RemoteFailure when it can't be opened. */
export async function openSecret({ secret }: EndpointModel): Promise<string | null> {
  try {
    return secret === null ? null : await secret.open();
  } catch (error) {
    throw new RemoteFailure(
      'unauthorized',
      `The secret can't be opened: ${error instanceof Error ? error.message : error}`,
      null,
      error,
    );
  }
}

/** The pool's refusals in the words of providers. */
export function sendThrough(outbound: Pick<OutboundPool, 'send'>): Send {
  return async (request, signal) => {
    try {
      return await outbound.send(request, signal);
    } catch (error) {
      if (error instanceof TargetRefused || error instanceof Fault)
        throw new RemoteFailure('blocked', error.message, null, error);
      if (error instanceof AnswerTooLarge) throw new AnswerUnusable(error.message);
      if (isCertificateError(error)) throw new RemoteFailure('certificate', error.message, null, error);
      throw error;
    }
  };
}

function isDown(error: unknown): boolean {
  return (
    error instanceof RemoteFailure &&
    [
      'unavailable',
      'unusable',
      'breaker_open',
      'rate_limited',
      'quota',
      'unauthorized',
      'not_found',
      'blocked',
      'certificate',
    ].includes(error.reason)
  );
}
