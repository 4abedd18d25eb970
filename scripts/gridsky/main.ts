import path from 'node:path';
import { readLine } from './read-line.ts';
import { readPassword } from './read-password.ts';
import { runCommand } from './run-command.ts';

const { argv, env, stdin, stdout, stderr } = process;
// Prisma asks for several relations of a row at once, which pg queues but warns of: no business of the operator's.
process.noDeprecation = !env.GRIDSKY_DEBUG;

const interruption = new AbortController();

// The first Ctrl-C closes what is open, a later one ends the process where it stands. npm passes on a Ctrl-C that the
// terminal has sent already, so the second signal of one key press doesn't count.
let firstSignal = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!interruption.signal.aborted) firstSignal = performance.now();
    else if (performance.now() - firstSignal > 1_000) process.exit(130);
    interruption.abort();
  });
}
// `gridsky … | head` closes the pipe early, which is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { code, out, err } = await runCommand(argv.slice(2), {
  root: path.resolve(import.meta.dirname, '../..'),
  // npm runs its scripts in the repository's root and tells where it was called.
  folder: (env.npm_lifecycle_event === 'gridsky' && env.INIT_CWD) || process.cwd(),
  environment: env,
  now: () => new Date(),
  terminal: stdin.isTTY === true,
  readPassword: (question) => readPassword(question, stdin, stderr, interruption.signal),
  readLine: (question) => readLine(question, stdin, stderr, interruption.signal),
  signal: interruption.signal,
});
// Left to itself, an interrupted question would keep the process waiting for an answer.
stdout.write(out, () => stderr.write(err, () => process.exit(code)));
