/** The limit behind an error code, as the page calls it. */
export function limitName(errorCode: string | null): string {
  if (errorCode === 'rate_limited_requests') return 'Requests a minute';
  if (errorCode === 'rate_limited_tokens') return 'Tokens a minute';
  if (errorCode === 'budget_exceeded') return 'Monthly budget';
  return errorCode === 'too_many_in_flight' ? 'Requests in flight' : (errorCode ?? '');
}
