import { spawn } from 'node:child_process';
import path from 'node:path';

/** The long proofs: the same tests as in `npm test`, with the rounds that take their time. */
const PROOFS = [
  'apps/inference/test/kill.integration.test.ts',
  'apps/inference/test/chaos.integration.test.ts',
  'apps/inference/src/engine/tokenize/fast',
];

const root = path.resolve(import.meta.dirname, '../..');
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
const run = spawn(process.execPath, [vitest, 'run', '--project', 'integration', ...PROOFS], {
  cwd: root,
  env: { ...process.env, GRIDSKY_PROVE: '1' },
  stdio: 'inherit',
});
run.on('exit', (code) => process.exit(code ?? 1));
