import type { SystemContext } from '../context.ts';
import { PROVIDER_NAMES } from './identity.ts';

export interface IdentityView {
  provider: keyof typeof PROVIDER_NAMES;
  /** Of the service, as people know it. */
  name: string;
  connectedAt: Date;
}

/** The services that sign the user in, oldest first. */
export async function listIdentities(
  context: Pick<SystemContext, 'database'>,
  { userId }: { userId: string },
): Promise<IdentityView[]> {
  const rows = await context.database.system.identity.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } });
  return rows.map(({ provider, createdAt }) => {
    const known = provider as keyof typeof PROVIDER_NAMES;
    return { provider: known, name: PROVIDER_NAMES[known], connectedAt: createdAt };
  });
}
