import { expect, it } from 'vitest';
import { createRequestId, publicRequestId } from './request-id.ts';

it('is a UUIDv7 that sorts by time', () => {
  const earlier = createRequestId(1_700_000_000_000);
  const later = createRequestId(1_700_000_000_001);
  expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(earlier < later).toBe(true);
  expect(Number.parseInt(earlier.replaceAll('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
});

it('is shown as req_ and 32 hexadecimal digits', () => {
  expect(publicRequestId(createRequestId(0))).toMatch(/^req_[0-9a-f]{32}$/);
});
