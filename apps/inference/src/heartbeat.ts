import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { forgetProcess, type ProcessFacts, reportProcess } from '@gridsky/api/services';
import type { Database } from '@gridsky/db';

export type Heartbeat = { stop(): Promise<void> };

export type HeartbeatOptions = {
  database: Database;
  id: string;
  startedAt: Date;
  facts: () => Promise<ProcessFacts>;
  report: (error: unknown) => void;
};

/** Three may be missed before a process counts as gone. */
const EVERY_MS = 5_000;
const FAREWELL_MAX_MS = 500;

/** Tells the operator area every five seconds that this process is there and how it is; at the end, that it is gone. */
export function startHeartbeat({ database, id, startedAt, facts, report }: HeartbeatOptions): Heartbeat {
  let failing = false;
  let beating: Promise<void> | null = null;
  const beat = async () => {
    try {
      await reportProcess(database, { id, host: hostname(), pid: process.pid, startedAt, facts: await facts() });
      failing = false;
    } catch (error) {
      // Once a failure, not every five seconds of it.
      if (!failing) report(error);
      failing = true;
    }
  };
  // One that hangs is not overtaken by the next.
  const beatOnce = () => {
    beating ??= beat().finally(() => {
      beating = null;
    });
  };
  const timer = setInterval(beatOnce, EVERY_MS);
  beatOnce();
  return {
    async stop() {
      clearInterval(timer);
      const gone = Promise.resolve(beating)
        .then(() => forgetProcess(database, id))
        .catch(report);
      // A database that is frozen must not keep the process from ending: its silence says the same a little later.
      await Promise.race([gone, delay(FAREWELL_MAX_MS, undefined, { ref: false })]);
    },
  };
}
