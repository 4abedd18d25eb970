import { DriverAdapterError } from '@prisma/driver-adapter-utils';

/**
 * An error of pg in the form that the engine maps to its own codes (P1000, P1001, P1003, P3018 …).
 * What is neither the server's nor the socket's is returned as it is.
 * @param {unknown} error
 */
export function driverError(error) {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const cause = socketCause(error.code) ?? serverCause(error.code, error);
  return new DriverAdapterError({ ...cause, originalCode: error.code, originalMessage: error.message });
}

/**
 * @param {string} code
 * @returns {import('@prisma/driver-adapter-utils').MappedError | undefined}
 */
function socketCause(code) {
  if (code === 'ENOTFOUND' || code === 'ECONNREFUSED' || code === 'EHOSTUNREACH')
    return { kind: 'DatabaseNotReachable' };
  if (code === 'ECONNRESET') return { kind: 'ConnectionClosed' };
  if (code === 'ETIMEDOUT') return { kind: 'SocketTimeout' };
  return undefined;
}

/**
 * @param {string} code an SQLSTATE
 * @param {Error & { severity?: string, detail?: string, column?: string, hint?: string }} error
 * @returns {import('@prisma/driver-adapter-utils').MappedError}
 */
function serverCause(code, error) {
  const quoted = /"([^"]+)"/.exec(error.message)?.[1];
  if (code === '3D000') return { kind: 'DatabaseDoesNotExist', db: quoted };
  if (code === '42P04') return { kind: 'DatabaseAlreadyExists', db: quoted };
  if (code === '28000') return { kind: 'DatabaseAccessDenied' };
  if (code === '28P01') return { kind: 'AuthenticationFailed', user: quoted };
  const { severity = 'ERROR', message, detail, column, hint } = error;
  return { kind: 'postgres', code, severity, message, detail, column, hint };
}
