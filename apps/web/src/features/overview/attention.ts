import type { KeyView } from '@gridsky/api/services';
import { isoDay } from '../../ui/time-ago.ts';
import type { UsageTotals } from '../usage/usage-totals.ts';

/** Something that will stop requests soon, or stops some, with the page that helps. */
export interface Notice {
  text: string;
  link: { href: string; label: string };
}

/**
 * What needs attention now; what every page of the tenant says above already (suspended, no credit, no payment) is not
 * said again. `week`: totals of the last seven days.
 */
export function attention(keys: readonly KeyView[], week: UsageTotals, now: Date): Notice[] {
  return [...keys.filter((key) => expiresSoon(key, now)).map((key) => keyNotice(key)), ...errorNotices(week)];
}

function keyNotice(key: KeyView): Notice {
  const until = key.expiresAt ? isoDay(key.expiresAt) : '';
  return {
    text: `The key “${key.name}” expires on ${until}. Make a new one and move to it before.`,
    link: { href: '/keys', label: 'See keys' },
  };
}

function expiresSoon({ state, expiresAt }: KeyView, now: Date): boolean {
  return state === 'active' && expiresAt !== null && expiresAt.getTime() - now.getTime() <= 7 * dayMs;
}

/** A share of errors is worth a word from 5 % on, and from a number of requests that is no accident. */
function errorNotices({ errors, requests }: UsageTotals): Notice[] {
  if (requests < 20 || errors / requests < 0.05) return [];
  const percent = Math.round((errors / requests) * 100);
  const text = `${percent} % of the requests of the last 7 days failed. The recent ones below say why.`;
  return [{ text, link: { href: '/usage?measure=requests', label: 'See usage' } }];
}

const dayMs = 86_400_000;
