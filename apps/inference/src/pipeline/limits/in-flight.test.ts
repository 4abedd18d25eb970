import { expect, it } from 'vitest';
import { createInFlight } from './in-flight.ts';

it('admits up to the limit, and another one once a place is free', () => {
  const inFlight = createInFlight();
  const leave = inFlight.enter('tenant', 2);
  inFlight.enter('tenant', 2);
  expect(() => inFlight.enter('tenant', 2)).toThrow(expect.objectContaining({ code: 'too_many_in_flight' }));
  expect(() => inFlight.enter('another', 2)).not.toThrow();
  leave();
  expect(() => inFlight.enter('tenant', 2)).not.toThrow();
});

it('frees a place once, however often it is left', () => {
  const inFlight = createInFlight();
  const leave = inFlight.enter('tenant', 2);
  inFlight.enter('tenant', 2);
  leave();
  leave();
  inFlight.enter('tenant', 2);
  expect(() => inFlight.enter('tenant', 2)).toThrow();
});
