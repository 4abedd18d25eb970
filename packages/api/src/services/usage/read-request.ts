import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { requestUuid } from '../../domain/request-id.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { type RequestRow, requestColumns } from './request-row.ts';

export const requestInput = z.object({ requestId: z.string().max(80) });

/**
 * One request of the tenant by the id that its answer carried, for as long as events are kept. Errors: `not_found`, for a
 * text that is no request id too.
 */
export async function readRequest(context: TenantContext, input: z.output<typeof requestInput>): Promise<RequestRow> {
  requirePermission(context, 'usage:read');
  const id = requestUuid(input.requestId);
  if (!id) throw notFound('request');
  const [row] = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<RequestRow[]>`
      SELECT ${requestColumns} FROM usage_event WHERE tenant_id = ${context.tenantId}::uuid AND id = ${id}::uuid`,
  );
  if (!row) throw notFound('request');
  return row;
}
