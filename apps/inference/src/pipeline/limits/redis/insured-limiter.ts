import { randomUUID } from 'node:crypto';
import type { Limiter } from '../limiter.ts';
import { createPlaces } from '../places.ts';
import { type Charge, createRollingWindows, type RollingWindows } from '../rolling-window.ts';
import type { SharedStore } from './shared-store.ts';

export type InsuredOptions = {
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  /** Told when Redis is lost and when it is back, for the log. */
  report: (event: 'lost' | 'back', error?: unknown) => void;
  /** Ends the connection. */
  close: () => Promise<void>;
};

const RENEW_EVERY_MS = 20_000;
const HEARTBEAT_EVERY_MS = 5_000;
const PROBE_EVERY_MS = 250;

/**
 * The limiter of one of several processes. Redis decides; while it does not answer, this process decides for its share of
 * every limit (the limit divided by the processes last seen), at once and without asking. It counts in memory whatever it
 * lets in, so that a Redis that comes back empty is told of the last minute, and one that comes back whole of the gap.
 */
export function createInsuredLimiter(store: SharedStore, { now, report, close }: InsuredOptions): Limiter {
  const self = randomUUID();
  /** Whatever this process has let in, and of that what Redis does not know. */
  const own = createRollingWindows(now);
  let unshared = createRollingWindows(now);
  const places = createPlaces();
  const leases = new Map<string, Set<string>>();
  let processes = 1;
  let up = true;
  let probe: NodeJS.Timeout | null = null;

  const lose = (error: unknown) => {
    if (!up) return;
    up = false;
    report('lost', error);
    probe = setInterval(recover, PROBE_EVERY_MS);
    probe.unref();
  };

  let recovering = false;
  const recover = async () => {
    if (recovering) return;
    recovering = true;
    try {
      const { remembered } = await beat();
      const missing = remembered ? unshared : own;
      unshared = createRollingWindows(now);
      await tell(missing);
      up = true;
      if (probe) clearInterval(probe);
      // What was let in while the rest was being told.
      const late = unshared;
      unshared = createRollingWindows(now);
      await tell(late);
      report('back');
    } catch {
      // Still away: the next probe tries again.
    } finally {
      recovering = false;
    }
  };

  const tell = async (windows: RollingWindows) => {
    for (const { name, amounts } of windows.contents()) {
      const [tenantId = '', ...rest] = name.split('|');
      await store.merge(tenantId, rest.join('|'), amounts);
    }
  };

  const beat = async () => {
    const seen = await store.heartbeat(self);
    processes = seen.processes;
    return seen;
  };

  /** What this process may decide about alone; at least one, unless there is nothing to share. */
  const share = (limit: number) => (limit > 0 ? Math.max(1, Math.floor(limit / processes)) : 0);

  const decideAlone = (charges: readonly Charge[]) => {
    const decision = own.decide(charges.map((charge) => ({ ...charge, limit: share(charge.limit) })));
    if (decision.admitted) unshared.charge(charges);
    return decision;
  };

  const heartbeat = setInterval(() => {
    if (up) beat().catch(lose);
  }, HEARTBEAT_EVERY_MS);
  const renewal = setInterval(() => {
    if (!up) return;
    for (const [tenantId, held] of leases) store.renew(tenantId, [...held]).catch(lose);
  }, RENEW_EVERY_MS);
  heartbeat.unref();
  renewal.unref();
  beat().catch(lose);

  return {
    async decide(tenantId, charges) {
      const named = charges.map((charge) => ({ ...charge, name: `${tenantId}|${charge.name}` }));
      if (up) {
        try {
          const decision = await store.decide(tenantId, charges);
          if (decision.admitted) own.charge(named);
          return decision;
        } catch (error) {
          lose(error);
        }
      }
      const decision = decideAlone(named);
      const plain = <State extends { name: string }>(state: State): State => ({
        ...state,
        name: state.name.slice(tenantId.length + 1),
      });
      const states = decision.states.map(plain);
      return decision.admitted ? { ...decision, states } : { ...decision, states, refused: plain(decision.refused) };
    },
    async enter(tenantId, placesMax) {
      const lease = randomUUID();
      let shared = false;
      if (up) {
        try {
          if (!(await store.enter(tenantId, placesMax, lease))) return null;
          shared = true;
        } catch (error) {
          lose(error);
        }
      }
      // Counted here, too, so that the share is right at the moment when Redis goes away.
      const leave = places.enter(tenantId, shared ? Number.POSITIVE_INFINITY : share(placesMax));
      if (!leave) return null;
      const held = leases.get(tenantId) ?? new Set();
      leases.set(tenantId, held.add(lease));
      return () => {
        leave();
        if (!held.delete(lease)) return;
        if (held.size === 0) leases.delete(tenantId);
        // Not heard of: the lease ends by itself.
        if (up && shared) store.leave(tenantId, lease).catch(lose);
      };
    },
    degraded: () => (up ? [] : ['redis']),
    async close() {
      clearInterval(heartbeat);
      clearInterval(renewal);
      if (probe) clearInterval(probe);
      await close();
    },
  };
}
