import { type DestinationStream, type Logger, pino } from 'pino';
import { linesTogether } from './lines-together.ts';
import { createRedaction } from './redaction.ts';

/** Frames of a stack that are kept: enough to find the place, in one line that can still be read. */
const FRAMES_MAX = 12;
const CAUSES_MAX = 3;

/** pino tells the level of each line to a stream that bears this. */
const WITH_LEVEL = Symbol.for('pino.metadata');
const WARN = 40;

/**
 * A JSON log, one line an event. Errors are written as name, code, message and stack, never with the fields that drivers hang on
 * them (they quote values), and every line passes the redaction before it goes out. Lines wait a moment for each other; a warning or worse
 * goes out at once with all before it, and `flush` sends the rest when the process ends.
 */
export function createLogger(
  level: string,
  secrets: readonly (string | undefined)[],
  destination: DestinationStream = pino.destination(1),
): Logger {
  const redact = createRedaction(secrets);
  const lines = linesTogether({ write: (text) => destination.write(redact(text)) });
  const stream = {
    [WITH_LEVEL]: true,
    lastLevel: 0,
    write(line: string) {
      lines.write(line);
      if (stream.lastLevel >= WARN) lines.flush();
    },
    flush: lines.flush,
  };
  return pino({ level, base: null, serializers: { err: describeError } }, stream);
}

/** An error as it may be logged. */
export function describeError(error: unknown, depth = 0): object | undefined {
  if (error === undefined || error === null) return undefined;
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) };
  const stack =
    error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, FRAMES_MAX) ?? [];
  const code = Reflect.get(error, 'code');
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: error.message.slice(0, 1_000),
    stack: stack.map((line) => line.trim()).join(' | '),
    ...(error.cause && depth < CAUSES_MAX ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
