import type { ApiKey } from '@gridsky/db';
import type { KeyMode } from '../../domain/api-key-secret.ts';
import { KEY_SCOPES, type KeyScope } from '../../domain/key-scope.ts';

export type KeyState = 'active' | 'disabled' | 'expired' | 'revoked';

/** A key as its tenant sees it: never the secret, never its hash. */
export type KeyView = {
  id: string;
  name: string;
  display: string;
  mode: KeyMode;
  scope: KeyScope;
  state: KeyState;
  /** Empty: every model of the plan. */
  allowedModels: string[];
  /** Empty: any address. CIDR notation. */
  allowedCidrs: string[];
  /** null: the plan's. */
  requestsPerMinuteMax: number | null;
  /** null: the tenant's alone. */
  tokensPerMinuteMax: number | null;
  /** The secret before the last rotation, while it still works. */
  previous: { display: string; endsAt: Date } | null;
  createdAt: Date;
  /** An address, or that it was somebody who has left; null: the operator. */
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

export function keyView(row: ApiKey & { createdBy: { email: string } | null }, now: Date): KeyView {
  return {
    id: row.id,
    name: row.name,
    display: row.display,
    mode: row.mode,
    // Tokens of the dashboard are not among the keys that are shown.
    scope: KEY_SCOPES.find((scope) => scope === row.scope) ?? 'infer',
    state: keyState(row, now),
    allowedModels: row.allowedModels,
    allowedCidrs: row.allowedCidrs,
    requestsPerMinuteMax: row.requestsPerMinuteMax,
    tokensPerMinuteMax: row.tokensPerMinuteMax,
    previous: row.revokedAt ? null : previousSecret(row, now),
    createdAt: row.createdAt,
    createdBy: row.createdBy?.email ?? (row.createdByUserId ? 'a former member' : null),
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
  };
}

function previousSecret(row: Pick<ApiKey, 'previousDisplay' | 'previousEndsAt'>, now: Date): KeyView['previous'] {
  const { previousDisplay: display, previousEndsAt: endsAt } = row;
  return display !== null && endsAt !== null && endsAt > now ? { display, endsAt } : null;
}

function keyState(row: Pick<ApiKey, 'revokedAt' | 'disabledAt' | 'expiresAt'>, now: Date): KeyState {
  if (row.revokedAt) return 'revoked';
  if (row.expiresAt && row.expiresAt <= now) return 'expired';
  return row.disabledAt ? 'disabled' : 'active';
}
