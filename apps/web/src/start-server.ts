import { pinPublicUrl } from './env.ts';

/** Checks the settings; ends the process with one sentence for each that is wrong. */
export function startServer(): void {
  try {
    pinPublicUrl();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
