/** The sentence for what the address of the sign-in page says. Only these are shown, never text of the address itself. */
export function signInNotice(notice: unknown, error: unknown): { text: string; refused: boolean } | null {
  if (notice === 'password-set') return { text: 'The new password is set. Sign in with it.', refused: false };
  const refusal = typeof notice === 'string' && Object.hasOwn(refusals, notice) ? refusals[notice] : undefined;
  if (refusal) return { text: refusal, refused: true };
  // next-auth's own codes: the service refused, or its answer was not right.
  return error ? { text: 'Signing in there did not work. Try again.', refused: true } : null;
}

const refusals: Record<string, string> = {
  'unconfirmed-there': 'That service has not confirmed your address. Confirm it there and try again.',
  'unconfirmed-here':
    'There is an account with your address that nobody has confirmed. Sign in with its password and confirm the address in the settings first.',
  'second-step': 'Your account asks for a second step. Sign in with your password and a code.',
  suspended: 'This account is suspended. Ask the operator of the platform.',
  failed: 'Signing in failed on our side. Try again in a minute.',
};
