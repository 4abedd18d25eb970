import { existsSync } from 'node:fs';
import path from 'node:path';
import { countedCheck, emptyOutcome, type Outcome, runProgram, singleCheck } from './check.ts';
import { countPlaywright, countVitest } from './reports.ts';
import { findChromium, findRedis } from './tools.ts';

export interface StepContext {
  root: string;
  /** Folder for the reports of this run. */
  reportsDir: string;
  /** Ends running programs at Ctrl-C. */
  signal: AbortSignal;
}

export interface Step {
  name: string;
  /** Runs on the built applications. */
  needsBuild: boolean;
  run: (context: StepContext) => Promise<Outcome>;
}

const packages = ['.', 'packages/db', 'packages/api', 'packages/tokenizer', 'apps/inference', 'apps/web'];

/** The checks of `npm test`, cheapest first. */
export const steps: Step[] = [
  {
    name: 'lint',
    needsBuild: false,
    run: (context) => singleCheck([runBin(context, 'biome', ['check', '.'])]),
  },
  {
    name: 'types',
    needsBuild: false,
    run: (context) => singleCheck(packages.map((folder) => runBin(context, 'tsc', ['--noEmit', '-p', folder]))),
  },
  {
    name: 'boundaries',
    needsBuild: false,
    run: (context) =>
      singleCheck([
        runBin(context, 'biome', ['lint', '--only=style/noRestrictedImports', '.']),
        runBin(context, 'turbo', ['boundaries'], { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }),
      ]),
  },
  {
    name: 'unused',
    needsBuild: false,
    run: (context) => singleCheck([runBin(context, 'knip', [])]),
  },
  {
    name: 'unit',
    needsBuild: false,
    run: (context) => runVitest(context, 'unit', {}),
  },
  {
    name: 'integration',
    needsBuild: true,
    run: async (context) => {
      const redis = await findRedis(context.root);
      const outcome = await runVitest(context, 'integration', {
        GRIDSKY_BUILT: '1',
        ...('found' in redis && { REDIS_SERVER: redis.found }),
      });
      if ('missing' in redis) outcome.details.push(`skipped: ${redis.missing}`);
      return outcome;
    },
  },
  { name: 'browser', needsBuild: true, run: runPlaywright },
];

async function runVitest(context: StepContext, project: string, env: Record<string, string>): Promise<Outcome> {
  const report = path.join(context.reportsDir, `${project}.json`);
  // Of the projects named so: which files share a process is vitest.config.ts's own business.
  const args = [
    'run',
    '--project',
    `${project}*`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return countedCheck(await runBin(context, 'vitest', args, env), report, countVitest);
}

async function runPlaywright(context: StepContext): Promise<Outcome> {
  const folder = path.join(context.root, 'apps/web');
  const chromium = await findChromium(context.root);
  if ('missing' in chromium) {
    return { ...emptyOutcome(), skipped: 1, details: [`skipped: the browser tests: ${chromium.missing}`] };
  }
  const report = path.join(context.reportsDir, 'browser.json');
  const cli = path.join(folder, 'node_modules/@playwright/test/cli.js');
  const finished = await runProgram(process.execPath, [cli, 'test', '--reporter=list,json'], {
    cwd: folder,
    signal: context.signal,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(chromium.found && { CHROMIUM_PATH: chromium.found }) },
  });
  return countedCheck(finished, report, countPlaywright);
}

function runBin({ root, signal }: StepContext, name: string, args: string[], env: Record<string, string> = {}) {
  const file = path.join(
    root,
    'node_modules/.bin',
    existsSync(path.join(root, `node_modules/.bin/${name}.cmd`)) ? `${name}.cmd` : name,
  );
  return runProgram(file, args, { cwd: root, signal, env });
}
