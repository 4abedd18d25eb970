/** Why the embedded PostgreSQL can't run. The message is one sentence for the operator: what, why, what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

/** Another program took the port between its choice and the server's start. */
export class PortTakenError extends EmbeddedPostgresError {}

/**
 * Turns what initdb or the server wrote before giving up into one sentence.
 * @param output the program's own messages, oldest first
 */
export function explainFailure(what: string, output: string, dataDir: string): EmbeddedPostgresError {
  if (/No space left on device|wrote only \d+ of \d+ bytes/i.test(output)) {
    return new EmbeddedPostgresError(`The disk that holds ${dataDir} is full: free some space and start again.`);
  }
  if (/could not bind|Address already in use/i.test(output)) {
    return new PortTakenError(
      `The port of the embedded PostgreSQL was taken in the same moment by another program: start again.`,
    );
  }
  if (/could not (?:create|resize) (?:shared memory|.*semaphores)/i.test(output)) {
    return new EmbeddedPostgresError(
      `The system refused shared memory to the embedded PostgreSQL: give the container more (--shm-size=256m), or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  if (/Permission denied/i.test(output)) {
    return new EmbeddedPostgresError(
      `PostgreSQL may not read its data folder ${dataDir}: give it back to the user that starts Gridsky (chown -R).`,
    );
  }
  return new EmbeddedPostgresError(`${what} failed: ${lastComplaint(output)}`);
}

function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const complaint = lines.find((line) => /(?:PANIC|FATAL|error):/i.test(line)) ?? lines.at(-1);
  return complaint?.replace(/^.*?((?:PANIC|FATAL|error):)/i, '$1').trim() ?? 'it said nothing.';
}
