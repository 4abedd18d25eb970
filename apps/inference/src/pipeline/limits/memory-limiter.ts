import type { Limiter } from './limiter.ts';
import { createPlaces } from './places.ts';
import { type Charge, createRollingWindows } from './rolling-window.ts';

/** The limiter of a process that is alone. `now` in milliseconds of a clock that never goes back. */
export function createMemoryLimiter(now: () => number): Limiter {
  const windows = createRollingWindows(now);
  const places = createPlaces();
  return {
    // A key or user belongs to one tenant, so its name needs no tenant here.
    decide: async (_tenantId: string, charges: readonly Charge[]) => windows.decide(charges),
    enter: async (tenantId, placesMax) => places.enter(tenantId, placesMax),
    degraded: () => [],
    close: async () => {},
  };
}
