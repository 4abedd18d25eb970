/** The name under which next-auth keeps its token; over TLS with the prefix that lets no plain page set it. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith('https:') ? '__Secure-' : ''}next-auth.session-token`;
}
