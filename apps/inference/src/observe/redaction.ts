/**
 * What looks like a secret wherever it stands: our keys and others', passwords in addresses, bearer tokens, cookies of ours. Those with a sign
 * are looked for where it is: searching a line for addresses takes longer than for all else.
 */
const PATTERNS: readonly [RegExp, string, sign?: string][] = [
  [/\bsk-[A-Za-z]+-[A-Za-z0-9_-]{12,}/g, 'sk-[redacted]', 'sk-'],
  [/\b(sk|pk|rk|xai|gsk|AIza|pa|co)[-_][A-Za-z0-9_-]{24,}/g, '$1-[redacted]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*):[^\s@"\\]+@/gi, '$1:[redacted]@', '://'],
  [/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [redacted]'],
  [/\b((?:__Secure-|__Host-)?next-auth\.[\w.-]+=)[^;\s"\\]+/gi, '$1[redacted]'],
];
/** A shorter setting might be a common word. */
const SECRET_CHARACTERS_MIN = 8;

/**
 * Takes secrets out of a text: those that this process was given, and whatever looks like one. The last net under the rule that
 * nothing secret is logged: it sees every line that goes out.
 */
export function createRedaction(secrets: readonly (string | undefined)[]): (text: string) => string {
  const known = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= SECRET_CHARACTERS_MIN)
    .flatMap((secret) => [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])])
    .sort((one, other) => other.length - one.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, '[redacted]');
    for (const [pattern, replacement, sign = ''] of PATTERNS) {
      if (clean.includes(sign)) clean = clean.replace(pattern, replacement);
    }
    return clean;
  };
}

/** The passwords inside addresses such as `postgresql://user:password@host`. */
export function passwordsIn(urls: readonly (string | undefined)[]): string[] {
  return urls.flatMap((url) => {
    if (url === undefined || !URL.canParse(url)) return [];
    const { password } = new URL(url);
    return password === '' ? [] : [password, decodeURIComponent(password)];
  });
}
