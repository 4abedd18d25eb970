import type { Redis } from 'ioredis';
import type { Charge, Decision, WindowState } from '../rolling-window.ts';
import { runScript } from './run-script.ts';
import { DECIDE, ENTER, HEARTBEAT, MERGE, RENEW } from './scripts.ts';

/** Windows and leases in Redis, shared by all processes. Every call is one round trip and rejects when Redis does not answer. */
export type SharedStore = {
  decide(tenantId: string, charges: readonly Charge[]): Promise<Decision>;
  /** Adds what was let in while Redis did not hear of it; ages in seconds. */
  merge(tenantId: string, name: string, amounts: readonly { age: number; amount: number }[]): Promise<void>;
  /** Takes a place under the name of a lease, until it is left or not renewed in time. */
  enter(tenantId: string, placesMax: number, lease: string): Promise<boolean>;
  leave(tenantId: string, lease: string): Promise<void>;
  renew(tenantId: string, leases: readonly string[]): Promise<void>;
  /** Says that this process lives. `remembered`: false when Redis has lost what it knew of it. */
  heartbeat(process: string): Promise<{ processes: number; remembered: boolean }>;
};

/** A place of a process that was killed comes back after this. */
const LEASE_MS = 60_000;
const SILENT_MS = 15_000;

/** `now` only for tests: Redis's own clock otherwise. */
export function createSharedStore(redis: Redis, now?: () => number): SharedStore {
  const time = () => (now ? String(Math.floor(now())) : '');
  // What one decision touches has one hash tag, so that it lies on one node of a cluster.
  const windowKey = (tenantId: string, name: string) => `gridsky:{${tenantId}}:window:${name}`;
  const leasesKey = (tenantId: string) => `gridsky:{${tenantId}}:leases`;

  return {
    async decide(tenantId, charges) {
      const keys = charges.map(({ name }) => windowKey(tenantId, name));
      const values = charges.flatMap(({ amount, limit }) => [amount, limit]);
      const [refusedAt = 0, retryAfterMs = 0, ...figures] = await runScript(redis, DECIDE, keys, [time(), ...values]);
      const states = charges.map(({ name, limit }, index): WindowState => {
        const [used = 0, resetMs = 0] = figures.slice(2 * index, 2 * index + 2);
        return { name, limit, used, remaining: Math.max(0, limit - used), resetMs };
      });
      const [state, charge] = [states[refusedAt - 1], charges[refusedAt - 1]];
      if (!state || !charge) return { admitted: true, states };
      return { admitted: false, states, refused: { ...state, asked: charge.amount, retryAfterMs } };
    },
    async merge(tenantId, name, amounts) {
      const values = amounts.flatMap(({ age, amount }) => [age, amount]);
      await runScript(redis, MERGE, [windowKey(tenantId, name)], [time(), ...values]);
    },
    async enter(tenantId, placesMax, lease) {
      const [entered] = await runScript(redis, ENTER, [leasesKey(tenantId)], [time(), placesMax, lease, LEASE_MS]);
      return entered === 1;
    },
    async leave(tenantId, lease) {
      await redis.zrem(leasesKey(tenantId), lease);
    },
    async renew(tenantId, leases) {
      await runScript(redis, RENEW, [leasesKey(tenantId)], [time(), LEASE_MS, ...leases]);
    },
    async heartbeat(process) {
      const keys = ['gridsky:{processes}', `gridsky:{processes}:${process}`];
      const [processes = 1, met = 0] = await runScript(redis, HEARTBEAT, keys, [time(), process, SILENT_MS]);
      return { processes: Math.max(1, processes), remembered: met === 1 };
    },
  };
}
