import type { Database } from '@gridsky/db';

export type CrashPoint = 'before commit' | 'after commit';

/** A process that dies at its next transaction: all done and not committed, or committed and nobody told. */
export function crashingDatabase(database: Database, point: CrashPoint): Database {
  const system = new Proxy(database.system, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== '$transaction') return typeof value === 'function' ? value.bind(target) : value;
      return async (work: (tx: unknown) => Promise<unknown>, options: unknown) => {
        const result = await Reflect.apply(value, target, [
          async (tx: unknown) => {
            const done = await work(tx);
            if (point === 'before commit') throw new Error('crashed before the commit');
            return done;
          },
          options,
        ]);
        if (point === 'after commit') throw new Error('crashed after the commit');
        return result;
      };
    },
  });
  return { ...database, system };
}
