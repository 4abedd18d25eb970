import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildChanged } from '../platform/build.ts';
import { operatorSentence } from '../platform/start-error.ts';
import { Progress } from '../progress.mjs';
import { emptyOutcome, type Outcome } from './check.ts';
import { type Step, type StepContext, steps } from './steps.ts';

// npm test [-- step …]: every check of the repository, going on after a failure; the last line counts them.
const root = path.resolve(import.meta.dirname, '../..');
const progress = new Progress(process.stdout);
const aborter = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => aborter.abort());

const chosen = chooseSteps([...process.argv.slice(2), ...(process.env.GRIDSKY_TEST_ONLY ?? '').split(',')]);
const reportsDir = await mkdtemp(path.join(tmpdir(), 'gridsky-test-reports-'));
const total = emptyOutcome();
try {
  if (chosen.some((step) => step.needsBuild)) await build();
  for (const step of chosen) {
    if (aborter.signal.aborted) break;
    addTo(total, await runStep(step, { root, reportsDir, signal: aborter.signal }));
  }
} finally {
  await rm(reportsDir, { recursive: true, force: true });
}
progress.close();
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 || aborter.signal.aborted ? 1 : 0);

function chooseSteps(wanted: string[]): Step[] {
  const names = wanted.map((name) => name.trim()).filter((name) => name !== '');
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}.`);
    process.exit(1);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

// Its own line, and no check: what depends on it fails by itself and says so.
async function build(): Promise<void> {
  try {
    await progress.step('build', async (note) => {
      const built = await buildChanged(root, aborter.signal);
      note(built.length > 0 ? built.join(', ') : 'nothing has changed');
    });
  } catch (error) {
    total.failed += 1;
    progress.line(operatorSentence(error) ?? String(error));
  }
}

async function runStep(step: Step, context: StepContext): Promise<Outcome> {
  let outcome = emptyOutcome();
  try {
    await progress.step(step.name, async (note) => {
      outcome = await step.run(context);
      note(`${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`);
      if (outcome.failed > 0) throw new Error(step.name);
    });
  } catch (error) {
    // A step that could not even be run has no outcome of its own.
    if (outcome.failed === 0) outcome = { ...emptyOutcome(), failed: 1, details: [String(error)] };
  }
  for (const detail of outcome.details) progress.line(detail.replace(/^/gm, '    '));
  return outcome;
}

function addTo(sum: Outcome, outcome: Outcome): void {
  sum.passed += outcome.passed;
  sum.failed += outcome.failed;
  sum.skipped += outcome.skipped;
}
