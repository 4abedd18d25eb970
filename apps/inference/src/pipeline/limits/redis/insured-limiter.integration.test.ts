import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Limiter } from '../limiter.ts';
import { createInsuredLimiter } from './insured-limiter.ts';
import { openRedis } from './open-redis.ts';
import { createSharedStore } from './shared-store.ts';
import { type RedisServer, redisProgram, startRedis } from './testing/redis-server.ts';

const LIMIT = 60;

describe.skipIf(!redisProgram)('the insured limiter (skipped without a redis-server)', () => {
  let server: RedisServer;
  let limiters: Limiter[];
  let tenantId: string;
  /** The windows' second stands still, so that no request leaves a window while the test runs. */
  const now = () => 5_000_000;

  beforeEach(async () => {
    server = await startRedis();
    limiters = [];
    tenantId = randomUUID();
  });
  afterEach(async () => {
    for (const limiter of limiters) await limiter.close();
    await server.stop();
  });

  test('lets no more than the limit in before, while and after Redis is killed, and fails no decision', async () => {
    const limiter = await open();
    expect(await admitted(limiter, 40)).toBe(40);
    await server.kill();
    expect(await admitted(limiter, 100)).toBe(20);
    expect(limiter.degraded()).toEqual(['redis']);
    // It comes back empty, and is told.
    await server.start();
    await expect.poll(() => limiter.degraded(), { timeout: 20_000 }).toEqual([]);
    expect(await admitted(limiter, 100)).toBe(0);
    expect(await admitted(await open(), 100)).toBe(0);
  });

  test('each of two processes keeps half of every limit while Redis is away, and both one limit when it is back', async () => {
    const [one, two] = [await open(), await open()];
    await expect.poll(async () => (await createSharedStore(await connect()).heartbeat('x')).processes).toBe(3);
    await until(one, two);
    await server.kill();
    const alone = (await admitted(one, LIMIT)) + (await admitted(two, LIMIT));
    expect(alone).toBeLessThanOrEqual(LIMIT);
    expect(alone).toBeGreaterThan(LIMIT / 2);
    await server.start();
    await expect.poll(() => [...one.degraded(), ...two.degraded()], { timeout: 20_000 }).toEqual([]);
    const rest = (await admitted(one, LIMIT)) + (await admitted(two, LIMIT));
    expect(alone + rest).toBe(LIMIT);
  });

  test('a Redis that hangs is given up after one short wait, and taken back when it answers, with the gap made known', async () => {
    const limiter = await open();
    expect(await admitted(limiter, 10)).toBe(10);
    server.freeze();
    const inHand = await admitted(limiter, 30);
    expect(inHand).toBe(30);
    expect(limiter.degraded()).toEqual(['redis']);
    server.thaw();
    await expect.poll(() => limiter.degraded(), { timeout: 20_000 }).toEqual([]);
    // What was asked of the hanging Redis may have been charged there, too: never too much is admitted.
    expect(await admitted(limiter, 100)).toBeLessThanOrEqual(20);
    expect(await admitted(await open(), 100)).toBe(0);
  });

  test('places in flight hold without Redis, and come back', async () => {
    const limiter = await open();
    const enter = async () => limiter.enter(tenantId, 4);
    const held = [await enter(), await enter()];
    await server.kill();
    held.push(await enter(), await enter());
    expect(held.every((leave) => leave !== null)).toBe(true);
    expect(await enter()).toBeNull();
    for (const leave of held) leave?.();
    expect(await enter()).not.toBeNull();
  });

  test('a Redis that is not there at the start is one sentence, without its password', async () => {
    await server.kill();
    const url = server.url.replace('redis://', 'redis://:a-secret@');
    const opening = openRedis(url, () => {});
    await expect(opening).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+ can't be reached: .* leave REDIS_URL out/);
    await expect(opening).rejects.not.toThrow('a-secret');
  });

  async function connect() {
    return openRedis(server.url, () => {});
  }

  async function open(): Promise<Limiter> {
    const redis = await connect();
    const close = async () => redis.disconnect();
    const limiter = createInsuredLimiter(createSharedStore(redis), { now, report: () => {}, close });
    limiters.push(limiter);
    return limiter;
  }

  /** How many of so many requests, one after the other, are let in. */
  async function admitted(limiter: Limiter, requests: number): Promise<number> {
    let count = 0;
    for (let index = 0; index < requests; index++) {
      const { admitted } = await limiter.decide(tenantId, [{ name: 'requests:key:k', amount: 1, limit: LIMIT }]);
      if (admitted) count++;
    }
    return count;
  }

  /** Both have heard of each other: their shares say so only after a heartbeat, which a loss and return bring at once. */
  async function until(...both: Limiter[]): Promise<void> {
    server.freeze();
    for (const limiter of both) await limiter.decide(randomUUID(), [{ name: 'k', amount: 1, limit: 1 }]);
    server.thaw();
    await expect.poll(() => both.flatMap((limiter) => limiter.degraded()), { timeout: 20_000 }).toEqual([]);
  }
});
