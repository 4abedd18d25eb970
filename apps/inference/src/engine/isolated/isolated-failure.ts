/** Why an isolated process gave no answer. */
export type IsolatedReason =
  /** The model can't be served; the message says why, for its owner. */
  | 'refused'
  /** Its process ended by itself, or could not be started. */
  | 'crashed'
  /** It was stopped: over its memory, or over the time of one run. */
  | 'memory'
  | 'time'
  /** All places are taken by others. */
  | 'busy'
  /** It ran and failed, or gave numbers that are no vectors; the process lives on. */
  | 'error'
  | 'unusable'
  /** The server is shutting down, or the model was removed. */
  | 'stopped';

/** A question to an uploaded model that has no answer. Its message names no text. */
export class IsolatedFailure extends Error {
  override readonly name = 'IsolatedFailure';
  readonly reason: IsolatedReason;
  /** When another try makes sense, milliseconds; null: unknown. */
  readonly retryAfterMs: number | null;
  constructor(reason: IsolatedReason, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}
