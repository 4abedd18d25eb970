import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

test('a path of the dashboard is kept with its query', () => {
  expect(nextPath('/usage?model=plugsky-embed-v1')).toBe('/usage?model=plugsky-embed-v1');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '',
  undefined,
  ['/a'],
])('what could leave the site becomes the overview: %j', (wanted) => {
  expect(nextPath(wanted)).toBe('/overview');
});
