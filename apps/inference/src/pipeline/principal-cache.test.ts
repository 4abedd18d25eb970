import type { Principal } from '@gridsky/api/domain';
import { expect, it } from 'vitest';
import { createPrincipalCache } from './principal-cache.ts';

const hash = (byte: number) => new Uint8Array(32).fill(byte);
const principal = (tenantId: string) => ({ tenantId }) as Principal;

function setUp(answer: (hash: Uint8Array) => Promise<Principal | null> = async () => principal('t')) {
  let fetches = 0;
  const cache = createPrincipalCache(
    (secretHash) => {
      fetches++;
      return answer(secretHash);
    },
    () => 0,
  );
  return { cache, fetches: () => fetches };
}

it('asks the database once for a key seen a moment ago, also when it is unknown', async () => {
  const known = setUp();
  await known.cache.find(hash(1));
  await known.cache.find(hash(1));
  expect(known.fetches()).toBe(1);
  const unknown = setUp(async () => null);
  await unknown.cache.find(hash(1));
  await unknown.cache.find(hash(1));
  expect(unknown.fetches()).toBe(1);
});

it('drops the key, the tenant or everything that a notification names', async () => {
  const { cache, fetches } = setUp(async (secretHash) => principal(secretHash[0] === 1 ? 'a' : 'b'));
  const findBoth = async () => {
    await cache.find(hash(1));
    await cache.find(hash(2));
  };
  await findBoth();
  cache.invalidate(`key:${'01'.repeat(32)}`);
  await findBoth();
  expect(fetches()).toBe(3);
  cache.invalidate('tenant:b');
  await findBoth();
  expect(fetches()).toBe(4);
  cache.invalidate('all');
  await findBoth();
  expect(fetches()).toBe(6);
});

it('drops a principal whose query was under way when its tenant changed', async () => {
  let release: (value: Principal) => void = () => {};
  const { cache, fetches } = setUp(() => new Promise((resolve) => (release = resolve)));
  const first = cache.find(hash(1));
  cache.invalidate('tenant:t');
  release(principal('t'));
  await first;
  void cache.find(hash(1));
  expect(fetches()).toBe(2);
});
