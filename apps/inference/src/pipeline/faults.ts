import { Fault } from '@gridsky/api/domain';
import { EngineDraining, EngineFailed, EngineOverloaded, ModelNotServed } from '../engine/fault.ts';
import { InputTooLong } from '../engine/tokenize/tokenizer.ts';
import { isDatabaseDown } from './database-down.ts';

/** Whatever was thrown, as a fault that may be shown. What nobody foresaw becomes `internal` and keeps its cause for the log. */
export function toFault(error: unknown, signal?: AbortSignal): Fault {
  if (error instanceof Fault) return error;
  if (signal?.aborted) return new Fault('client_closed', 'The client closed the connection before the answer.');
  if (error instanceof InputTooLong) return inputTooLong(error);
  if (error instanceof EngineOverloaded) {
    return new Fault('overloaded', 'All inference capacity is in use. Try again after the time in retry-after.', {
      retryAfterMs: error.waitMs,
    });
  }
  if (error instanceof EngineDraining) {
    return new Fault('draining', 'This server is shutting down. Try again at once; another one will answer.', {
      retryAfterMs: 1_000,
    });
  }
  if (error instanceof ModelNotServed) {
    return new Fault('overloaded', 'The model is being loaded. Try again in a few seconds.', {
      retryAfterMs: 2_000,
      cause: error,
    });
  }
  if (error instanceof EngineFailed) return new Fault('internal', INTERNAL, { cause: error, internal: error.message });
  if (isDatabaseDown(error)) {
    return new Fault('overloaded', 'The database of this server does not answer. Try again in a moment.', {
      retryAfterMs: 1_000,
      cause: error,
    });
  }
  return new Fault('internal', INTERNAL, { cause: error });
}

/** The ledger could not be written: the work is not answered, so that no answer goes unmetered. */
export function ledgerUnavailable(cause: unknown): Fault {
  return new Fault(
    'overloaded',
    'The request could not be recorded in time, so it is not answered. Try again in a moment.',
    {
      retryAfterMs: 1_000,
      cause,
    },
  );
}

const INTERNAL =
  'Something failed on our side. Try again; if it stays, send the operator the x-request-id of this answer.';

function inputTooLong({ index, tokens, tokensMax }: InputTooLong): Fault {
  const length = tokens
    ? `${tokens.exact ? '' : 'more than '}${tokens.tokens} tokens`
    : 'far more tokens than are read';
  return new Fault(
    'input_too_long',
    `This model's maximum context length is ${tokensMax} tokens, however input[${index}] has ${length}. Shorten it or split it.`,
    { param: 'input' },
  );
}
