import type { Database } from '@gridsky/db';
import { uploadOf } from './private-model-view.ts';

/** Which version of which model's files is in use, of all tenants: files of others may be cleared away. */
export type StoredUpload = { tenantId: string; modelId: string; version: number };

export async function readUploads({ system }: Database): Promise<StoredUpload[]> {
  const rows = await system.privateModel.findMany({
    where: { provider: 'onnx' },
    select: { id: true, tenantId: true, upload: true },
  });
  return rows.flatMap(({ id, tenantId, upload }) => {
    const kept = uploadOf({ upload });
    return kept === null ? [] : [{ tenantId, modelId: id, version: kept.version }];
  });
}
