// The three calls of next-auth that pages make. Its own client would bring a session store that nothing here asks.

/** null when the browser is signed in, else the sentence of the refusal. Throws when the dashboard can't be reached. */
export async function signInByForm(fields: Record<string, string>): Promise<string | null> {
  const address = await post('callback/credentials', fields);
  return new URL(address, window.location.href).searchParams.get('error');
}

/** Leaves for the service that signs people in; it leads back to `next`. */
export async function signInAt(provider: string, next: string): Promise<void> {
  window.location.assign(await post(`signin/${provider}`, { callbackUrl: next }));
}

/** Ends the session and goes to `next`. */
export async function signOut(next: string): Promise<void> {
  window.location.assign(await post('signout', { callbackUrl: next }));
}

/** The address that the answer leads to. */
async function post(action: string, fields: Record<string, string>): Promise<string> {
  const csrf = await fetch('/api/auth/csrf');
  const { csrfToken } = await csrf.json();
  const answer = await fetch(`/api/auth/${action}`, {
    method: 'POST',
    body: new URLSearchParams({ callbackUrl: window.location.href, ...fields, csrfToken, json: 'true' }),
  });
  const { url } = await answer.json();
  if (typeof url !== 'string') throw new Error(`no address in the answer of ${action}`);
  return url;
}
