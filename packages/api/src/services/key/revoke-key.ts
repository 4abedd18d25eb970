import { z } from 'zod';
import type { TenantContext } from '../context.ts';
import { changeKey } from './change-key.ts';
import type { KeyView } from './key-view.ts';

export const revokeKeyInput = z.object({ keyId: z.uuid() });

/** Ends a key for good. Refused within a second on every process. */
export function revokeKey(context: TenantContext, input: z.output<typeof revokeKeyInput>): Promise<KeyView> {
  return changeKey(context, input.keyId, (key) => ({
    action: 'key.revoke',
    data: { revokedAt: context.now() },
    before: { revoked: false, name: key.name },
    after: { revoked: true },
  }));
}
