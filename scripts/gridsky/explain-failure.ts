import { CommandError, Interrupted, UsageError } from './command.ts';

/**
 * What to print and how to exit after a failure: a sentence for what the operator can mend, the bare message for the
 * rest. The stack only with GRIDSKY_DEBUG.
 */
export async function explainFailure(
  error: unknown,
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number; message: string }> {
  if (error instanceof Interrupted) return { code: 130, message: error.message };
  const code = error instanceof UsageError ? 2 : 1;
  if (environment.GRIDSKY_DEBUG && error instanceof Error) return { code, message: error.stack ?? error.message };
  return { code, message: await sentence(error) };
}

async function sentence(error: unknown): Promise<string> {
  if (error instanceof UsageError || error instanceof CommandError) return error.message;
  // Loaded only now: a mistyped command is answered without the database packages.
  const [{ Fault }, { operatorSentence }] = await Promise.all([
    import('@gridsky/api/domain'),
    import('../platform/start-error.ts'),
  ]);
  if (error instanceof Fault) return error.message;
  return operatorSentence(error) ?? `${lastLine(error)} (GRIDSKY_DEBUG=1 shows where.)`;
}

// Prisma puts its message last, after the call and its place.
function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1)?.trim() || 'An unknown error.';
}
