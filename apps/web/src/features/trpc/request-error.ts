import type { AppRouter } from '@gridsky/api/routers';
import { TRPCClientError } from '@trpc/client';

export interface RequestError {
  message: string;
  requestId?: string;
  /** The input field at fault, when the server named one. */
  param?: string;
  /**
   * Where to go on: the documentation of it, the plans where a plan's limit is what refused, sign-in and back where the
   * session has ended; left out where the sentence itself says all.
   */
  docs?: string;
}

/** What to show of a failed call: the server's own sentence and request id, or that it could not be reached. */
export function requestError(error: unknown): RequestError {
  if (!(error instanceof TRPCClientError) || !error.data) {
    return { message: 'The dashboard could not be reached. Check your connection and try again.' };
  }
  const { message, data } = error as TRPCClientError<AppRouter>;
  const docs = wayOn(data?.fault?.code) ?? data?.docs;
  return { message, requestId: data?.requestId ?? undefined, param: data?.fault?.param ?? undefined, docs };
}

/** What the page that is open knows better than the documentation of the code. */
function wayOn(code: string | undefined): string | undefined {
  if (code === 'plan_limit') return '/billing';
  if (code !== 'unauthenticated') return undefined;
  const { pathname, search } = window.location;
  return `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
}
