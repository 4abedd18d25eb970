import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';

let domains: ReadonlySet<string> | undefined;

/**
 * Whether an address belongs to a service that gives mailboxes away for minutes, by the community's list
 * disposable-email-domains (CC0, as of September 2026); subdomains of a listed domain count too.
 */
export function isDisposable(email: string): boolean {
  domains ??= disposableEmailBlocklistSet();
  const labels = email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
    .split('.');
  for (let first = 0; first < labels.length - 1; first++) {
    if (domains.has(labels.slice(first).join('.'))) return true;
  }
  return false;
}
