import path from 'node:path';
import { readPassword } from './read-password.ts';
import { runCommand } from './run-command.ts';

const { argv, env, stdin, stdout, stderr } = process;
const interruption = new AbortController();

// The first Ctrl-C closes what is open; the next one ends the process where it stands.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(130);
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
  readPassword: (question) => readPassword(question, stdin, stderr),
  signal: interruption.signal,
});
stdout.write(out);
stderr.write(err);
process.exitCode = code;
