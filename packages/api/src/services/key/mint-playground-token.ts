import { requirePermission, type TenantContext } from '../context.ts';
import { replacePageToken } from './replace-page-token.ts';

export const PLAYGROUND_TOKEN_MINUTES = 15;

/** A secret for the playground. It speaks for embeddings alone, is metered as any key, and is not among the tenant's keys. */
export async function mintPlaygroundToken(context: TenantContext): Promise<{ secret: string; endsAt: Date }> {
  requirePermission(context, 'key:write');
  return replacePageToken(context, {
    purpose: 'playground',
    name: 'Playground',
    minutes: PLAYGROUND_TOKEN_MINUTES,
    action: 'key.playground',
  });
}
