import { expect, it } from 'vitest';
import { createRefreshAheadCache } from './refresh-ahead-cache.ts';

/** A cache of what the test answers, a clock that it moves, and the reads under way. */
function setUp() {
  let at = 0;
  const reads: { resolve(value: string): void; reject(error: Error): void }[] = [];
  const cache = createRefreshAheadCache(
    () => new Promise<string>((resolve, reject) => reads.push({ resolve, reject })),
    () => at,
    3,
  );
  const seen = async (value: string) => {
    const asked = cache.get('id');
    reads.at(-1)?.resolve(value);
    return asked;
  };
  return { cache, reads, seen, later: (ms: number) => (at += ms) };
}

it('concurrent misses share one read', async () => {
  const { cache, reads } = setUp();
  const asked = Array.from({ length: 50 }, () => cache.get('id'));
  reads[0]?.resolve('one');
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['one']));
  expect(reads).toHaveLength(1);
});

it('what is in use is read anew after 6 s, once, and nobody waits for it', async () => {
  const { cache, reads, seen, later } = setUp();
  await seen('one');
  later(5_999);
  expect(await cache.get('id')).toBe('one');
  expect(reads).toHaveLength(1);
  later(1);
  expect(await Promise.all([cache.get('id'), cache.get('id')])).toEqual(['one', 'one']);
  expect(reads).toHaveLength(2);
  expect(await seen('two')).toBe('one');
  expect(await cache.get('id')).toBe('two');
  // Its age is that of its own read.
  later(5_999);
  expect(await cache.get('id')).toBe('two');
  expect(reads).toHaveLength(2);
});

it('nothing older than 8 s is told, whether nobody has asked for so long or the read beside takes too long', async () => {
  const { cache, reads, seen, later } = setUp();
  await seen('one');
  later(8_000);
  expect(await seen('two')).toBe('two');
  later(6_000);
  expect(await cache.get('id')).toBe('two');
  later(2_000);
  const asked = cache.get('id');
  expect(reads).toHaveLength(4);
  reads[3]?.resolve('four');
  expect(await asked).toBe('four');
  reads[2]?.resolve('three');
  expect(await cache.get('id')).toBe('four');
});

it.each(['delete', 'clear', 'deleteWhere'] as const)(
  'what was being read anew when %s was told is forgotten as well',
  async (how) => {
    const { cache, reads, seen, later } = setUp();
    await seen('one');
    later(6_000);
    await cache.get('id');
    if (how === 'delete') cache.delete('id');
    else if (how === 'clear') cache.clear();
    else cache.deleteWhere((value) => value === 'one');
    reads[1]?.resolve('before the change');
    const asked = cache.get('id');
    reads[2]?.resolve('after it');
    expect(await asked).toBe('after it');
    expect(await cache.get('id')).toBe('after it');
  },
);

it('a read that fails is not kept; one that fails beside is told to nobody, and made again when it is needed', async () => {
  const { cache, reads, seen, later } = setUp();
  const asked = cache.get('id');
  reads[0]?.reject(new Error('down'));
  await expect(asked).rejects.toThrow('down');
  expect(cache.size).toBe(0);
  await seen('one');
  later(6_000);
  await cache.get('id');
  reads[2]?.reject(new Error('down'));
  expect(await cache.get('id')).toBe('one');
  expect(reads).toHaveLength(3);
  later(2_000);
  expect(await seen('two')).toBe('two');
});

it('the oldest is forgotten when there are too many', async () => {
  const { cache, reads } = setUp();
  for (const id of ['a', 'b', 'c', 'd']) void cache.get(id);
  expect(cache.size).toBe(3);
  void cache.get('d');
  expect(reads).toHaveLength(4);
});
