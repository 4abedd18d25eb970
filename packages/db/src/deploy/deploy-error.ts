/** Why the database can't be made ready. The message is one sentence for the operator: what, why, what to do. */
export class DeployError extends Error {
  override name = 'DeployError';
}

/** SQLSTATE or socket code of an error of pg; undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
