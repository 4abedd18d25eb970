import { expect, test } from 'vitest';
import { renderLetter } from './letter.ts';

const publicUrl = 'https://grid.example.com';

test('text and HTML say the same, with the link on the configured address', () => {
  const { subject, text, html } = renderLetter(
    { subject: 'Hello', paragraphs: ['One.'], link: { label: 'Open it', path: '/a?token=1&b=2' }, after: ['Two.'] },
    publicUrl,
  );
  expect(subject).toBe('Hello');
  expect(text).toBe(
    'One.\n\nOpen it:\nhttps://grid.example.com/a?token=1&b=2\n\nTwo.\n\n-- \nGridsky at https://grid.example.com\n',
  );
  expect(html).toContain('<p>One.</p>\n<p><a href="https://grid.example.com/a?token=1&amp;b=2">Open it</a></p>');
});

test('names that people chose are text, never markup or another header', () => {
  const { subject, html } = renderLetter(
    { subject: 'Join A\r\nBcc: all@example.com', paragraphs: ['<img src=x onerror="x">'] },
    publicUrl,
  );
  expect(subject).toBe('Join A Bcc: all@example.com');
  expect(html).toContain('&lt;img src=x onerror=&quot;x&quot;&gt;');
  expect(html).not.toContain('<img');
});

test.each(['//evil.example/a', 'https://evil.example/a', '/\\evil.example/a', 'a'])(
  'a link to %s is refused',
  (path) => {
    expect(() => renderLetter({ subject: 'S', paragraphs: [], link: { label: 'L', path } }, publicUrl)).toThrow();
  },
);
