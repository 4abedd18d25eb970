import type { RefusalReason } from './refusal.ts';

/** Why a request to a provider gave no vectors. */
export type RemoteReason =
  | RefusalReason
  /** The deadline of the whole request passed. */
  | 'timeout'
  /** Its certificate is not valid: nothing was sent. */
  | 'certificate'
  /** A 200 without usable vectors. */
  | 'unusable'
  /** The address may not be reached: it leads into a private network. */
  | 'blocked'
  /** Nothing was sent: the endpoint has failed too often lately. */
  | 'breaker_open';

/** A request that a provider did not serve, with what it charged for the calls that it did. Its message is for the log only. */
export class RemoteFailure extends Error {
  override readonly name = 'RemoteFailure';
  readonly reason: RemoteReason;
  /** When another try makes sense, milliseconds; null: unknown. */
  readonly retryAfterMs: number | null;
  /** A sentence for the model's owner in place of the reason's own; null: none. It may name nothing of anybody else's. */
  readonly told: string | null;
  /** Tokens of the calls that were answered, as far as the provider told. */
  chargedTokens = 0;

  constructor(
    reason: RemoteReason,
    detail: string,
    retryAfterMs: number | null = null,
    cause?: unknown,
    told: string | null = null,
  ) {
    super(detail, { cause });
    this.told = told;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}
