import { z } from 'zod';
import { keyNameSchema } from '../../domain/key-form.ts';
import type { TenantContext } from '../context.ts';
import { changeKey } from './change-key.ts';
import type { KeyView } from './key-view.ts';

export const renameKeyInput = z.object({ keyId: z.uuid(), name: keyNameSchema });

export function renameKey(context: TenantContext, input: z.output<typeof renameKeyInput>): Promise<KeyView> {
  return changeKey(context, input.keyId, (key) => ({
    action: 'key.rename',
    data: { name: input.name },
    before: { name: key.name },
    after: { name: input.name },
  }));
}
