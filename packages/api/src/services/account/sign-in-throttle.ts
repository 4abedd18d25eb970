import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Fault } from '../../domain/fault.ts';

export type SignInThrottle = {
  /** Counts one attempt before the password is looked at; throws a `throttled` fault past the bound. */
  consume(email: string, ip: string | null): Promise<void>;
  /** A correct password gives the account's attempts back. */
  forgive(email: string): Promise<void>;
};

const WINDOW_SECONDS = 15 * 60;

/** Bounds guessing: 10 attempts an account and 50 an address within 15 minutes. */
export function createSignInThrottle(): SignInThrottle {
  const perAccount = new RateLimiterMemory({ keyPrefix: 'account', points: 10, duration: WINDOW_SECONDS });
  const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: 50, duration: WINDOW_SECONDS });
  return {
    async consume(email, ip) {
      try {
        if (ip !== null) await perAddress.consume(ip);
        await perAccount.consume(email);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const minutes = Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000));
        throw new Fault(
          'throttled',
          `Too many attempts. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`,
          {
            retryAfterMs: refusal.msBeforeNext,
          },
        );
      }
    },
    async forgive(email) {
      await perAccount.delete(email);
    },
  };
}
