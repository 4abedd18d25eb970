import { z } from 'zod';
import { emptyOutcome, type Outcome } from './check.ts';

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Counts Vitest's JSON report test by test; a file that could not even be loaded is one failure. */
export function countVitest(report: unknown): Outcome {
  const outcome = emptyOutcome();
  for (const file of vitestReport.parse(report).testResults) {
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
      outcome.failed += 1;
    for (const test of file.assertionResults) add(outcome, test.status, test.fullName);
  }
  return outcome;
}

interface PlaywrightSuite {
  title: string;
  specs?: { title: string; tests: { status: string }[] }[] | undefined;
  suites?: PlaywrightSuite[] | undefined;
}

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })).optional(),
    suites: z.array(playwrightSuite).optional(),
  }),
);
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.unknown()).default([]),
});

/** Counts Playwright's JSON report test by test; a test that passes only when repeated is a failure. */
export function countPlaywright(report: unknown): Outcome {
  const { suites, errors } = playwrightReport.parse(report);
  const outcome = { ...emptyOutcome(), failed: errors.length };
  const walk = (suite: PlaywrightSuite) => {
    for (const spec of suite.specs ?? []) for (const test of spec.tests) add(outcome, test.status, spec.title);
    for (const inner of suite.suites ?? []) walk(inner);
  };
  for (const suite of suites) walk(suite);
  return outcome;
}

function add(outcome: Outcome, status: string, name: string): void {
  if (status === 'passed' || status === 'expected') outcome.passed += 1;
  else if (['skipped', 'pending', 'todo', 'disabled'].includes(status)) {
    outcome.skipped += 1;
    outcome.details.push(`skipped: ${name}`);
  } else {
    outcome.failed += 1;
    outcome.details.push(`failed: ${name}`);
  }
}
