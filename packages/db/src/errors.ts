import { Prisma } from './generated/client.ts';

/** True when a write broke a unique constraint; with `constraint`, that one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false;
  return constraint === undefined || JSON.stringify(error.meta ?? {}).includes(constraint);
}
