import { Fault } from '@gridsky/api/domain';

export type InFlight = {
  /** Takes a place; returns what frees it (once). Errors: `too_many_in_flight`. */
  enter(name: string, limit: number): () => void;
};

/** Counts requests under way per name. */
export function createInFlight(): InFlight {
  const counts = new Map<string, number>();
  return {
    enter(name, limit) {
      const count = counts.get(name) ?? 0;
      if (count >= limit) {
        throw new Fault(
          'too_many_in_flight',
          `${count} requests of this tenant are under way and the plan allows ${limit} at a time. Wait for one to finish.`,
          {
            retryAfterMs: 1_000,
          },
        );
      }
      counts.set(name, count + 1);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const left = (counts.get(name) ?? 1) - 1;
        if (left === 0) counts.delete(name);
        else counts.set(name, left);
      };
    },
  };
}
