import type { KeyView, TenantView } from '@gridsky/api/services';
import { isoDay } from '../../ui/time-ago.ts';
import type { UsageTotals } from '../usage/usage-totals.ts';

/** Something that stops requests or soon will, with the page that helps; null: only the operator can. */
export interface Notice {
  tone: 'bad' | 'warn';
  text: string;
  link: { href: string; label: string } | null;
}

/** What needs attention now, the worst first. `week`: totals of the last seven days. */
export function attention(tenant: TenantView, keys: readonly KeyView[], week: UsageTotals, now: Date): Notice[] {
  return [
    ...tenantNotices(tenant),
    ...keys.filter((key) => expiresSoon(key, now)).map((key) => keyNotice(key)),
    ...errorNotices(week),
  ].sort((a, b) => Number(a.tone === 'warn') - Number(b.tone === 'warn'));
}

function tenantNotices(tenant: TenantView): Notice[] {
  if (tenant.suspended) return [bad('This tenant is suspended: every request is refused. Ask the operator why.')];
  // What a trial has to know is on every page.
  return [];
}

function keyNotice(key: KeyView): Notice {
  const until = key.expiresAt ? isoDay(key.expiresAt) : '';
  return warn(`The key “${key.name}” expires on ${until}. Make a new one and move to it before.`, {
    href: '/keys',
    label: 'See keys',
  });
}

function expiresSoon({ state, expiresAt }: KeyView, now: Date): boolean {
  return state === 'active' && expiresAt !== null && expiresAt.getTime() - now.getTime() <= 7 * dayMs;
}

/** A share of errors is worth a word from 5 % on, and from a number of requests that is no accident. */
function errorNotices({ errors, requests }: UsageTotals): Notice[] {
  if (requests < 20 || errors / requests < 0.05) return [];
  const percent = Math.round((errors / requests) * 100);
  return [warn(`${percent} % of the requests of the last 7 days failed. The recent ones below say why.`, usageLink)];
}

const dayMs = 86_400_000;
const usageLink = { href: '/usage?measure=requests', label: 'See usage' };

function bad(text: string): Notice {
  return { tone: 'bad', text, link: null };
}

function warn(text: string, link: Notice['link'] = null): Notice {
  return { tone: 'warn', text, link };
}
