/** One line of the doctor. */
export interface Check {
  name: string;
  /** warn: it works, but look at it. fail: something doesn't work until it is mended. */
  status: 'ok' | 'warn' | 'fail';
  /** What is so; unless ok, also what to do. */
  message: string;
}

export function ok(name: string, message: string): Check {
  return { name, status: 'ok', message };
}

export function warn(name: string, message: string): Check {
  return { name, status: 'warn', message };
}

export function fail(name: string, message: string): Check {
  return { name, status: 'fail', message };
}

/** A failure for an error that has a sentence for the operator; any other is a defect and goes on. */
export function failFor(name: string, error: unknown, sentence: string | undefined): Check {
  if (sentence === undefined) throw error;
  return fail(name, sentence);
}
