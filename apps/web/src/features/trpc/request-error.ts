import type { AppRouter } from '@gridsky/api/routers';
import { TRPCClientError } from '@trpc/client';

export interface RequestError {
  message: string;
  requestId?: string;
  /** The input field at fault, when the server named one. */
  param?: string;
  /** Where the documentation tells about it; left out where the sentence itself says all. */
  docs?: string;
}

/** What to show of a failed call: the server's own sentence and request id, or that it could not be reached. */
export function requestError(error: unknown): RequestError {
  if (!(error instanceof TRPCClientError) || !error.data) {
    return { message: 'The dashboard could not be reached. Check your connection and try again.' };
  }
  const { message, data } = error as TRPCClientError<AppRouter>;
  return { message, requestId: data?.requestId ?? undefined, param: data?.fault?.param ?? undefined, docs: data?.docs };
}
