import type { Pool } from '@gridsky/db';

export type Readiness = {
  /** What keeps this process from serving; empty: nothing. */
  missing(): Promise<string[]>;
  /** What it does without at the moment, while it serves. */
  degraded(): string[];
  setModelsReady(): void;
  /** From now on not ready, so that load balancers send no more. */
  setDraining(): void;
};

const ASK_MS = 2_000;

export function createReadiness(pool: Pool, degraded: () => string[]): Readiness {
  let modelsReady = false;
  let draining = false;
  return {
    async missing() {
      if (draining) return ['draining'];
      const missing: string[] = [];
      if (!modelsReady) missing.push('models');
      if (!(await databaseAnswers(pool))) missing.push('database');
      return missing;
    },
    degraded,
    setModelsReady() {
      modelsReady = true;
    },
    setDraining() {
      draining = true;
    },
  };
}

/** A frozen server accepts connections and answers nothing: the question itself has a time. */
async function databaseAnswers(pool: Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ASK_MS);
  });
  const asked = pool.query('SELECT 1').then(
    () => true,
    () => false,
  );
  const answer = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answer;
}
