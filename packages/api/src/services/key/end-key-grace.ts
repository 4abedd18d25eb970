import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import type { TenantContext } from '../context.ts';
import { changeKey } from './change-key.ts';
import type { KeyView } from './key-view.ts';

export const endKeyGraceInput = z.object({ keyId: z.uuid() });

/** Ends the old secret of a rotated key before its time. Refused within a second on every process. */
export function endKeyGrace(context: TenantContext, input: z.output<typeof endKeyGraceInput>): Promise<KeyView> {
  return changeKey(context, input.keyId, (key) => {
    const now = context.now();
    if (!key.previousEndsAt || key.previousEndsAt <= now) {
      throw new Fault('conflict', 'The old secret of this key has ended already.');
    }
    return {
      action: 'key.end_grace',
      data: { previousEndsAt: now },
      before: { display: key.previousDisplay, previousEndsAt: key.previousEndsAt.toISOString() },
      after: { previousEndsAt: now.toISOString() },
    };
  });
}
