import type { Charge, Decision } from './rolling-window.ts';

/**
 * Decides who may come in: rolling 60 s windows and requests in flight. In memory for a lone process, in Redis for several.
 *
 * The windows are our own and not rate-limiter-flexible's: its windows are fixed, so that around an edge almost twice the limit
 * passes, and weighting the previous one by what is left of it still lets more than the limit into some 60 s. Promise R3
 * says never.
 */
export type Limiter = {
  /** Charges all levels, or none: a refusal consumes nothing. Amounts of 0 only ask. */
  decide(tenantId: string, charges: readonly Charge[]): Promise<Decision>;
  /** Takes one of the tenant's places in flight: what gives it back (once), or null when all are taken. */
  enter(tenantId: string, placesMax: number): Promise<Leave | null>;
  /** What it has to do without at the moment, such as `redis`; empty when nothing. */
  degraded(): string[];
  close(): Promise<void>;
};

export type Leave = () => void;
