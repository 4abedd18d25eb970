import type { Logger } from 'pino';
import type { Limiter } from './limiter.ts';
import { createMemoryLimiter } from './memory-limiter.ts';

/** The limiter of a lone process, or with a REDIS_URL the one that it shares with others. Throws when Redis can't be reached. */
export async function openLimiter(redisUrl: string | undefined, logger: Logger): Promise<Limiter> {
  const now = () => performance.now();
  if (redisUrl === undefined) return createMemoryLimiter(now);
  // Loaded by those who need it only.
  const [{ openRedis }, { createSharedStore }, { createInsuredLimiter }] = await Promise.all([
    import('./redis/open-redis.ts'),
    import('./redis/shared-store.ts'),
    import('./redis/insured-limiter.ts'),
  ]);
  const redis = await openRedis(redisUrl, (error) => logger.debug({ err: error }, 'redis connection'));
  return createInsuredLimiter(createSharedStore(redis), {
    now,
    report: (event, error) => {
      if (event === 'lost') {
        logger.warn(
          { err: error },
          'Redis does not answer: this process keeps its share of the limits by itself until it is back',
        );
      } else logger.info('Redis is back: limits are shared again');
    },
    close: async () => redis.disconnect(),
  });
}
