/**
 * What browsers are told about every answer (OWASP, REST security cheat sheet): it is data, not a page, and may be framed and
 * guessed at by nobody. Strict-Transport-Security is not among them: whether TLS is there to stay is known to whoever ends it,
 * in front of this server.
 */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
