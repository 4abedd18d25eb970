import { expect, test } from 'vitest';
import { splitLinks } from './split-links.ts';

const publicUrl = 'http://localhost:3000';

test("an address of the dashboard becomes a link; the rest and other sites' addresses stay text", () => {
  const text = 'Open:\nhttp://localhost:3000/a?token=1\n\nor https://evil.example/a. Gridsky at http://localhost:3000';
  const parts = splitLinks(text, publicUrl);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.flatMap(({ href }) => href ?? [])).toEqual(['http://localhost:3000/a?token=1']);
});

test('the dots of the address are dots', () => {
  expect(splitLinks('https://gridXexample.com/a', 'https://grid.example.com')).toMatchObject([{ at: 0 }]);
  expect(splitLinks('https://gridXexample.com/a', 'https://grid.example.com')[0]?.href).toBeUndefined();
});
