import { expect, it } from 'vitest';
import { requestUuid } from './request-id.ts';

const uuid = '01925f0e-6e2c-7b5a-8c1d-0a1b2c3d4e5f';

it.each([
  'req_01925f0e6e2c7b5a8c1d0a1b2c3d4e5f',
  ' req_01925f0e6e2c7b5a8c1d0a1b2c3d4e5f\n',
  'req_01925F0E6E2C7B5A8C1D0A1B2C3D4E5F',
  '01925f0e6e2c7b5a8c1d0a1b2c3d4e5f',
  uuid,
])('%j is the id of one and the same request', (text) => {
  expect(requestUuid(text)).toBe(uuid);
});

it.each(['', 'req_', 'req_1', `${uuid}0`, `x${uuid}`, "req_01925f0e6e2c7b5a8c1d0a1b2c3d4e5f' OR 1=1"])(
  '%j is the id of no request',
  (text) => {
    expect(requestUuid(text)).toBeNull();
  },
);
