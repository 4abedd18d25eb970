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
    ...tenantNotices(tenant, now),
    ...keys.filter((key) => expiresSoon(key, now)).map((key) => keyNotice(key)),
    ...errorNotices(week),
  ].sort((a, b) => Number(a.tone === 'warn') - Number(b.tone === 'warn'));
}

function tenantNotices(tenant: TenantView, now: Date): Notice[] {
  if (tenant.suspended) return [bad('This tenant is suspended: every request is refused. Ask the operator why.')];
  // A trial's end and a credit stay with a tenant that has moved to a flat plan; they stop nothing there.
  if (!tenant.plan.metered) return [];
  const left = tenant.trialEndsAt ? tenant.trialEndsAt.getTime() - now.getTime() : Number.POSITIVE_INFINITY;
  if (left <= 0) return [bad('The trial has ended: requests are refused until the operator sets a plan.')];
  const { availableNano, grantedNano } = tenant.credit;
  if (availableNano <= 0n) return [bad('The credit is used up: requests are refused until there is more.')];
  const notices: Notice[] = [];
  if (availableNano * 5n <= grantedNano)
    notices.push(warn('Over 80 % of the credit is used. At nought requests are refused.', usageLink));
  if (left <= 3 * dayMs && tenant.trialEndsAt)
    notices.push(warn(`The trial ends on ${isoDay(tenant.trialEndsAt)}. From then on requests are refused.`));
  return notices;
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
