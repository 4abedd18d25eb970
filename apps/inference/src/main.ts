import { pino } from 'pino';
import { readSettings } from './env.ts';
import { startPlatform } from './start-platform.ts';

/** Longest wait for requests under way when told to stop; the supervisor kills at 10 s. */
const DRAIN_MAX_MS = 9_000;

async function main(): Promise<void> {
  const settings = readSettings();
  const logger = pino({ level: settings.LOG_LEVEL, base: null });
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
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
