import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ignoreClaimedAddresses } from './claimed-address.ts';

test('an address that a request claims to come from is gone before the server handles it', async () => {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers['x-forwarded-for']);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = () => fetch(`http://127.0.0.1:${port}`, { headers: { 'x-forwarded-for': '203.0.113.66' } });
  await ask();
  ignoreClaimedAddresses();
  await ask();
  server.close();
  expect(seen).toEqual(['203.0.113.66', undefined]);
});
