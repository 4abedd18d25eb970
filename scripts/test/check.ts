import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** What a step of `npm test` found out. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** Shown below the step's line: what failed, and in plain words what was skipped and why. */
  details: string[];
}

export interface Finished {
  code: number;
  output: string;
}

const outputLinesShown = 60;

/** Runs a program to its end; its output is kept for the case of a failure. */
export function runProgram(
  command: string,
  args: string[],
  options: { cwd: string; env?: Record<string, string>; signal?: AbortSignal; timeoutMilliseconds?: number },
): Promise<Finished> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, FORCE_COLOR: '0', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal && { signal: options.signal }),
      ...(options.timeoutMilliseconds && { timeout: options.timeoutMilliseconds }),
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** One check that is right or wrong as a whole: lint, types, boundaries, unused code. */
export async function singleCheck(programs: Promise<Finished>[]): Promise<Outcome> {
  const failures = (await Promise.all(programs)).filter(({ code }) => code !== 0);
  const failed = failures.length > 0 ? 1 : 0;
  return { passed: 1 - failed, failed, skipped: 0, details: failures.map(({ output }) => lastLines(output)) };
}

/** Outcome of a program that counts its tests in a JSON file. A crash without a failed test is a failure too. */
export async function countedCheck(
  finished: Finished,
  reportFile: string,
  count: (report: unknown) => Outcome,
): Promise<Outcome> {
  const text = await readFile(reportFile, 'utf8').catch(() => undefined);
  const outcome = text === undefined ? emptyOutcome() : count(JSON.parse(text));
  const silent = finished.code !== 0 && outcome.failed === 0;
  if (silent || outcome.passed + outcome.failed === 0) outcome.failed += 1;
  if (outcome.failed > 0) outcome.details.unshift(lastLines(finished.output));
  return outcome;
}

export function emptyOutcome(): Outcome {
  return { passed: 0, failed: 0, skipped: 0, details: [] };
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-outputLinesShown).join('\n');
}
