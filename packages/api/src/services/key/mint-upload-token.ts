import { requirePermission, type TenantContext } from '../context.ts';
import { replacePageToken } from './replace-page-token.ts';

export const UPLOAD_TOKEN_MINUTES = 15;

/**
 * A secret with which the dashboard's page sends files of models to the API itself, and which can do nothing else. It has to hold when a file
 * begins, not until it has arrived.
 */
export async function mintUploadToken(context: TenantContext): Promise<{ secret: string; endsAt: Date }> {
  requirePermission(context, 'model:write');
  return replacePageToken(context, {
    purpose: 'upload',
    scope: 'upload',
    name: 'Uploads',
    minutes: UPLOAD_TOKEN_MINUTES,
    action: 'key.upload_token',
  });
}
