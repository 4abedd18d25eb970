import type { Leave } from './limiter.ts';

/** Counts requests under way by name, in this process. */
export type Places = {
  /** Takes a place; returns what gives it back (once), or null when `max` are taken. */
  enter(name: string, max: number): Leave | null;
};

export function createPlaces(): Places {
  const counts = new Map<string, number>();
  return {
    enter(name, max) {
      const count = counts.get(name) ?? 0;
      if (count >= max) return null;
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
