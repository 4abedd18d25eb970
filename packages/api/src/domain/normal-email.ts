/** Mail services at which dots in the name before the @ make no difference. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com']);

/** Domains of one service, by the name that stands for all of them. */
const SAME = new Map([['googlemail.com', 'gmail.com']]);

/** At these a minus begins what others begin with a plus. */
const MINUS_TAGS = new Set(['yahoo.com', 'ymail.com', 'rocketmail.com']);

/**
 * The form in which addresses that reach the same mailbox are alike: lower case, without a tag (`ada+news@`), without the dots that
 * Gmail ignores. For counting people, never for sending: where a service does tell tags apart, two people would share one trial.
 * `email` as it is stored (trimmed).
 */
export function normalEmail(email: string): string {
  const lower = email.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  const domain = lower.slice(at + 1).replace(/\.$/, '');
  let name = lower.slice(0, at);
  name = withoutTag(name, '+');
  if (MINUS_TAGS.has(domain)) name = withoutTag(name, '-');
  if (DOTLESS.has(domain)) name = name.replaceAll('.', '');
  return `${name}@${SAME.get(domain) ?? domain}`;
}

/** A name that is all tag stays as it is. */
function withoutTag(name: string, sign: string): string {
  const start = name.indexOf(sign);
  return start > 0 ? name.slice(0, start) : name;
}
