import 'server-only';

/** Writes what went wrong on our side to the log, one JSON line, with the id that the person was shown. */
export function reportError(error: unknown, requestId: string): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const entry = { level: 'error', time: new Date().toISOString(), requestId, name, message, stack };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}
