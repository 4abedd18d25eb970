import type { KeyView } from '@gridsky/api/services';

const dayMs = 86_400_000;
const seldomDays = 30;

/**
 * Days an active key has gone unused, counted from its last use or its making, once that is long enough to ask whether
 * anybody needs it; else null.
 */
export function idleDays(key: Pick<KeyView, 'state' | 'lastUsedAt' | 'createdAt'>, now: Date): number | null {
  if (key.state !== 'active') return null;
  const since = key.lastUsedAt ?? key.createdAt;
  const days = Math.floor((now.getTime() - since.getTime()) / dayMs);
  return days >= seldomDays ? days : null;
}
