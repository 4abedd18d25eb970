import { z } from 'zod';
import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { PROVIDER_NAMES } from './identity.ts';

export const disconnectIdentityInput = z.object({ provider: z.enum(['github', 'google']) });

/** A service signs the user in no longer. Refused with `conflict` for the last way in: an account nobody can enter helps nobody. */
export async function disconnectIdentity(
  context: SystemContext,
  { userId, provider }: z.output<typeof disconnectIdentityInput> & { userId: string },
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    // Locked: of two services that are taken away at the same moment, the second one is the last way in.
    const [user] = await tx.$queryRaw<{ hasPassword: boolean }[]>`
      SELECT password_hash IS NOT NULL AS "hasPassword" FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const ways = await tx.identity.findMany({ where: { userId } });
    const gone = ways.filter((way) => way.provider === provider);
    if (gone.length === 0) throw notFound('connected service');
    if (!user?.hasPassword && ways.length === gone.length) {
      throw new Fault(
        'conflict',
        `${PROVIDER_NAMES[provider]} is your only way in. Set a password by mail first, then disconnect it.`,
      );
    }
    await tx.identity.deleteMany({ where: { userId, provider } });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.disconnect_identity',
      targetType: 'user',
      targetId: userId,
      before: { provider },
    });
  });
}
