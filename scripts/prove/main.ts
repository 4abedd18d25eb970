// `npm run prove` runs every long proof; `npm run prove -- soak kill` only those.
import { spawn } from 'node:child_process';
import path from 'node:path';

/** The same tests as in `npm test`, with the rounds that take their time. */
const PROOFS: Record<string, string> = {
  kill: 'apps/inference/test/kill.integration.test.ts',
  chaos: 'apps/inference/test/chaos.integration.test.ts',
  billing: 'packages/api/src/services/billing/event-orders.integration.test.ts',
  soak: 'apps/inference/test/soak.integration.test.ts',
  bench: 'apps/inference/bench',
  tokenizers: 'apps/inference/src/engine/tokenize/parity',
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PROOFS));
if (unknown.length > 0) {
  process.stderr.write(`There is no proof ${unknown.join(', ')}. Proofs: ${Object.keys(PROOFS).join(', ')}.\n`);
  process.exit(1);
}
const files = Object.entries(PROOFS).flatMap(([name, file]) =>
  asked.length === 0 || asked.includes(name) ? [file] : [],
);

const root = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const run = spawn(process.execPath, [vitest, 'run', '--project', 'integration*', ...files], {
  cwd: root,
  env: { ...process.env, GRIDSKY_PROVE: '1' },
  stdio: 'inherit',
});
run.on('exit', (code) => process.exit(code ?? 1));
