/** SQLSTATE and system codes of a server that is away, starting, stopping, full, or not answering; Prisma's P codes with them. */
const CODES = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
]);
/** What pg and Prisma's adapter say without a code. */
const TEXTS =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections/i;
const DEPTH_MAX = 5;

/** The database did not answer in the time that a request may wait for it. */
export class DatabaseLate extends Error {
  override readonly name = 'DatabaseLate';
}

/** Whether something was thrown because the database can't be reached now: then another try makes sense. */
export function isDatabaseDown(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEPTH_MAX) return false;
  if (error instanceof DatabaseLate) return true;
  for (const field of ['code', 'originalCode', 'kind'] as const) {
    const value = field in error ? String(Reflect.get(error, field)) : '';
    if (CODES.has(value) || (field === 'kind' && TEXTS.test(value))) return true;
  }
  if (error instanceof Error && TEXTS.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some((inner) => isDatabaseDown(inner, depth + 1))) return true;
  // Prisma keeps what the server said in its error's meta, not in its cause.
  return [error, Reflect.get(error, 'meta')].some(
    (holder) =>
      typeof holder === 'object' &&
      holder !== null &&
      (['cause', 'driverAdapterError'] as const).some((field) => isDatabaseDown(Reflect.get(holder, field), depth + 1)),
  );
}

/** The answer of a query, or DatabaseLate after `limitMs`: a frozen server accepts questions and answers none. */
export async function withinTime<T>(query: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseLate(`The database did not answer within ${limitMs} ms.`)), limitMs);
  });
  try {
    return await Promise.race([query, late]);
  } finally {
    clearTimeout(timer);
  }
}
