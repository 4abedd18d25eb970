import type { z } from 'zod';
import { updateKeyInput } from '../../domain/key-form.ts';
import type { TenantContext } from '../context.ts';
import { changeKey } from './change-key.ts';
import { checkKeyTerms } from './check-key-terms.ts';
import { changedTerms } from './key-terms-for-audit.ts';
import type { KeyView } from './key-view.ts';

export { updateKeyInput };

/**
 * Changes what is given of a key: anything but its kind and its secret. Takes effect within a second on every process.
 * Errors: `invalid` for terms that the plan does not cover.
 */
export function updateKey(context: TenantContext, input: z.output<typeof updateKeyInput>): Promise<KeyView> {
  const { keyId, ...terms } = input;
  return changeKey(context, keyId, async (key, tx) => {
    // An expiry left as it is may lie in the past: the key has just ended, and can still be renamed.
    const isSameExpiry = terms.expiresAt?.getTime() === key.expiresAt?.getTime();
    const checked = isSameExpiry ? { ...terms, expiresAt: null } : terms;
    await checkKeyTerms(tx, context.tenantId, context.now(), checked, key.allowedModels);
    const changed = changedTerms(key, { ...key, ...terms });
    if (Object.keys(changed.after).length === 0) return null;
    const data = Object.fromEntries(Object.entries(terms).filter(([name]) => name in changed.after));
    return { action: 'key.update', data, ...changed };
  });
}
