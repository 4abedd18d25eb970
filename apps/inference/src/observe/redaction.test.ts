import { describe, expect, it } from 'vitest';
import { createRedaction, passwordsIn } from './redaction.ts';

const redact = createRedaction(['a "quoted" secret/value', 'correct horse battery', undefined, 'short']);

describe('a text on its way to the log', () => {
  it.each([
    ['our key', 'key sk-live-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9kLm2nO is', 'Ab3dEf6hIj9k'],
    ["OpenAI's key", 'Incorrect API key provided: sk-proj-abcdefghijklmnopqrstuvwxyz012345', 'abcdefghijklmnop'],
    ["Google's key", 'key=AIza_SyDabcdefghijklmnopqrstuvwxyz01234', 'SyDabcdefghij'],
    ['a password in an address', 'connect to postgresql://gridsky_app:hunter2hunter2@db:5432/x failed', 'hunter2'],
    ['a password without a user', 'redis://:topsecretvalue@cache:6379', 'topsecret'],
    ['a bearer token', '{"authorization":"Bearer abcdef0123456789"}', 'abcdef0123456789'],
    ['a session cookie', 'cookie: a=b; __Secure-next-auth.session-token=eyJhbGciOi.x.y; c=d', 'eyJhbGciOi'],
    ['a known secret', 'it said correct horse battery today', 'horse'],
    ['a known secret inside JSON', JSON.stringify({ text: 'a "quoted" secret/value' }), 'quoted'],
    ['a known secret inside an address', `x?y=${encodeURIComponent('a "quoted" secret/value')}`, 'secret%2Fvalue'],
  ])('loses %s', (_name, text, canary) => {
    expect(text).toContain(canary);
    expect(redact(text)).not.toContain(canary);
    expect(redact(text)).toContain('[redacted]');
  });

  it.each([
    '{"requestId":"req_01a1fb880379720ebdf90983eeec3727","route":"/v1/models/:id","ms":12.5}',
    'http://localhost:8080/v1/embeddings',
    'The key sk-live-***x9Qz does not exist',
    'a short word stays',
  ])('keeps %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

it('finds the passwords of addresses, as written and as meant', () => {
  expect(passwordsIn(['postgresql://u:p%40ss@h/d', 'redis://h', undefined, 'no address'])).toEqual(['p%40ss', 'p@ss']);
});
