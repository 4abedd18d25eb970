import { expect, it } from 'vitest';
import { createPlaces } from './places.ts';

it('admits up to the limit, and another one once a place is free', () => {
  const places = createPlaces();
  const leave = places.enter('tenant', 2);
  places.enter('tenant', 2);
  expect(places.enter('tenant', 2)).toBeNull();
  expect(places.enter('another', 2)).not.toBeNull();
  leave?.();
  expect(places.enter('tenant', 2)).not.toBeNull();
});

it('frees a place once, however often it is left', () => {
  const places = createPlaces();
  const leave = places.enter('tenant', 2);
  places.enter('tenant', 2);
  leave?.();
  leave?.();
  places.enter('tenant', 2);
  expect(places.enter('tenant', 2)).toBeNull();
});
