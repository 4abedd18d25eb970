import { afterEach, expect, it, vi } from 'vitest';
import { createLogger, describeError } from './logger.ts';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const logger = createLogger('info', ['known-secret-value'], {
    write(lines) {
      text += lines;
    },
  });
  write(logger);
  logger.flush();
  return text;
}

it('an error is its name, code, message, stack and causes, and nothing that a driver hung on it', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(somebody@example.com) already exists.',
    parameters: ['somebody@example.com'],
    query: 'INSERT …',
  });
  const error = new TypeError('outer', { cause });
  const described = JSON.stringify(describeError(error));
  expect(described).not.toContain('somebody@example.com');
  expect(described).not.toContain('INSERT');
  expect(describeError(error)).toMatchObject({
    type: 'TypeError',
    message: 'outer',
    cause: { code: '23505', message: 'duplicate key' },
  });
});

it('what is no error is written as text, and a circle of causes ends', () => {
  expect(describeError('text')).toEqual({ message: 'text' });
  expect(describeError(undefined)).toBeUndefined();
  const circle = new Error('round');
  circle.cause = circle;
  expect(JSON.stringify(describeError(circle)).length).toBeLessThan(20_000);
});

it('a secret is gone from a line wherever it stood: message, field, error, cause, key of an object', () => {
  const secret = 'sk-live-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9kLm2nO';
  const url = 'postgresql://gridsky:known-secret-value@db/x';
  const text = logged((logger) => {
    logger.info({ field: secret, [secret]: 1, nested: { url } }, `message ${secret}`);
    logger.error({ err: new Error(`to ${url}`, { cause: new Error(secret) }) }, 'failed');
  });
  expect(text.trim().split('\n')).toHaveLength(2);
  for (const line of text.trim().split('\n')) JSON.parse(line);
  expect(text).not.toContain('Ab3dEf6hIj9k');
  expect(text).not.toContain('known-secret-value');
});

afterEach(() => {
  vi.useRealTimers();
});

it('lines about requests go out together; a warning takes all before it along at once, and so do the end and too many', () => {
  vi.useFakeTimers();
  const writes: string[] = [];
  const logger = createLogger('info', [], { write: (text) => writes.push(text) });
  const written = () =>
    writes.splice(0).map((text) =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).msg),
    );

  logger.info('one');
  logger.info('two');
  expect(written()).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(written()).toEqual([['one', 'two']]);

  logger.info('three');
  logger.warn('four');
  expect(written()).toEqual([['three', 'four']]);
  vi.advanceTimersByTime(1_000);
  expect(written()).toEqual([]);

  logger.info('five');
  logger.flush();
  expect(written()).toEqual([['five']]);

  logger.info('x'.repeat(70_000));
  expect(written()).toHaveLength(1);
});
