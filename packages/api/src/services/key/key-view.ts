import type { ApiKey } from '@gridsky/db';
import type { KeyMode } from '../../domain/api-key-secret.ts';
import type { KeyScope } from '../../domain/principal.ts';

export type KeyState = 'active' | 'disabled' | 'expired' | 'revoked';

/** A key as its tenant sees it: never the secret, never its hash. */
export type KeyView = {
  id: string;
  name: string;
  display: string;
  mode: KeyMode;
  scope: KeyScope;
  state: KeyState;
  createdAt: Date;
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
    scope: row.scope,
    state: keyState(row, now),
    createdAt: row.createdAt,
    createdBy: row.createdBy?.email ?? null,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
  };
}

function keyState(row: Pick<ApiKey, 'revokedAt' | 'disabledAt' | 'expiresAt'>, now: Date): KeyState {
  if (row.revokedAt) return 'revoked';
  if (row.expiresAt && row.expiresAt <= now) return 'expired';
  return row.disabledAt ? 'disabled' : 'active';
}
