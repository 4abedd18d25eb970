import { nano } from '@gridsky/api/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ INFERENCE_WORKERS: '1' });
});
afterAll(() => platform.stop());

const FLOODING_REQUESTS = 8;
const POLITE_TENANTS = 10;

it('a tenant that floods keeps nobody waiting: no request of another waits for more than two of its eight', async () => {
  const flooder = await platform.tenant('enterprise', { creditNano: nano(0n) });
  await platform.query(
    `INSERT INTO plan_override (tenant_id, requests_per_minute_key_max, requests_per_minute_user_max, requests_per_minute_tenant_max,
      tokens_per_minute_tenant_max, tokens_per_request_max, requests_in_flight_max) VALUES ($1, $2, $2, $2, $2, $2, $2)`,
    [flooder.id, 1_000_000_000],
  );
  const polite = await Promise.all(
    Array.from({ length: POLITE_TENANTS }, () => platform.tenant('builder', { creditNano: nano(0n) })),
  );
  const text = 'some words of a long document that somebody wants to have indexed, and as soon as possible. '.repeat(
    12,
  );
  const flood = {
    model: 'plugsky-embed-large',
    input: Array(2_048).fill(text),
    dimensions: 384,
    encoding_format: 'base64',
  };
  const short = { model: 'plugsky-embed-v1', input: 'a question of somebody who waits', encoding_format: 'base64' };
  const url = `${platform.url}/v1/embeddings`;

  let floodAnswered = 0;
  let isOver = false;
  const sendFlood = async () => {
    while (!isOver) {
      const answer = await post(url, flooder.secret, flood);
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
      floodAnswered++;
    }
  };
  const flooding = Promise.all(Array.from({ length: FLOODING_REQUESTS }, sendFlood));
  // From here on the flood is in the queue, and its senders keep it there.
  await expect.poll(() => floodAnswered, { timeout: 60_000 }).toBeGreaterThan(0);

  const passed = await Promise.all(
    polite.map(async ({ secret }) => {
      const counts: number[] = [];
      for (let request = 0; request < 4; request++) {
        const before = floodAnswered;
        const answer = await post(url, secret, short);
        expect(answer.status).toBe(200);
        await answer.arrayBuffer();
        counts.push(floodAnswered - before);
      }
      return counts;
    }),
  );
  isOver = true;
  await flooding;
  expect(Math.max(...passed.flat())).toBeLessThanOrEqual(2);
}, 120_000);
