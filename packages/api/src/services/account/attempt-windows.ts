import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../../domain/fault.ts';

export type AttemptWindows = {
  /** Counts one attempt; throws a `throttled` fault past a bound. `ip` null: counted by subject alone. */
  consume(subject: string, ip: string | null): Promise<void>;
  /** Gives the subject's attempts back. */
  forgive(subject: string): Promise<void>;
};

export type AttemptBounds = { perSubject: number; perAddress: number; seconds: number };

/**
 * Counts attempts by what they are about and by the caller's address, in the memory of this process. An address of this
 * machine is a proxy that doesn't tell whom it speaks for, or its operator: neither may lock everybody out.
 */
export function createAttemptWindows({ perSubject, perAddress, seconds }: AttemptBounds): AttemptWindows {
  const subjects = new RateLimiterMemory({ keyPrefix: 'subject', points: perSubject, duration: seconds });
  const addresses = new RateLimiterMemory({ keyPrefix: 'address', points: perAddress, duration: seconds });
  return {
    async consume(subject, ip) {
      try {
        if (ip !== null && !isThisMachine(ip)) await addresses.consume(ip);
        await subjects.consume(subject);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const minutes = Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000));
        throw new Fault(
          'throttled',
          `Too many attempts. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`,
          { retryAfterMs: refusal.msBeforeNext },
        );
      }
    },
    async forgive(subject) {
      await subjects.delete(subject);
    },
  };
}

function isThisMachine(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}
