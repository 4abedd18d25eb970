import { z } from 'zod';
import type { TenantContext } from '../context.ts';
import { changeKey } from './change-key.ts';
import type { KeyView } from './key-view.ts';

export const setKeyDisabledInput = z.object({ keyId: z.uuid(), disabled: z.boolean() });

/** Stops a key, or lets it work again. Takes effect within a second on every process. */
export function setKeyDisabled(context: TenantContext, input: z.output<typeof setKeyDisabledInput>): Promise<KeyView> {
  return changeKey(context, input.keyId, (key) => ({
    action: input.disabled ? 'key.disable' : 'key.enable',
    data: { disabledAt: input.disabled ? (key.disabledAt ?? context.now()) : null },
    before: { disabled: key.disabledAt !== null },
    after: { disabled: input.disabled },
  }));
}
