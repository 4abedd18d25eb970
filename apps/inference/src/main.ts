import { readSettings, secretsOf } from './env.ts';
import { setHeapGrowth } from './heap-growth.ts';
import { createLogger } from './observe/logger.ts';
import { createRedaction } from './observe/redaction.ts';
import { startPlatform } from './start-platform.ts';

/** Longest wait for requests under way when told to stop; the supervisor kills at 10 s. */
const DRAIN_MAX_MS = 9_000;

async function main(): Promise<void> {
  setHeapGrowth();
  const settings = readSettings();
  const logger = createLogger(settings.LOG_LEVEL, secretsOf(settings));
  process.on('exit', () => logger.flush());
  // What nobody caught leaves the process in a state that nobody knows: it is told and ended, and started anew from outside.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      logger.fatal({ err: error }, event);
      process.exit(1);
    });
  }
  const platform = await startPlatform(settings, logger);
  logger.info({ url: platform.url }, 'listening');

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'draining');
    setTimeout(() => {
      logger.error('requests were still under way when the time to drain was over');
      process.exit(1);
    }, DRAIN_MAX_MS).unref();
    platform.drain().then(
      () => process.exit(),
      (error) => {
        logger.error({ err: error }, 'draining failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

main().catch((error: unknown) => {
  const redact = createRedaction(secretsOf());
  process.stderr.write(`${redact(error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
});
