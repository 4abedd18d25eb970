import { DeployError } from '@gridsky/db/deploy';
import { EmbeddedPostgresError } from '@gridsky/db/embedded';

/** Something the operator can mend. The message is one sentence: what, why, what to do. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The sentence for the operator; undefined for a defect of ours, whose stack is worth more. */
export function operatorSentence(error: unknown): string | undefined {
  if (error instanceof StartError || error instanceof DeployError || error instanceof EmbeddedPostgresError) {
    return error.message;
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return 'The disk is full: free some space and start again.';
  }
  return undefined;
}
