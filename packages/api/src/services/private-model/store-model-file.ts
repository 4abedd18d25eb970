import { Prisma, type PrivateModel, type TenantTransaction } from '@gridsky/db';
import { Fault, notFound } from '../../domain/fault.ts';
import { type ModelFileName, uploadBytes } from '../../domain/model-upload.ts';
import type { ModelUpload } from '../../domain/model-upload-schema.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { lockTenant } from '../tenant/lock-tenant.ts';
import { type PrivateModelView, privateModelView, uploadOf } from './private-model-view.ts';

/** A file that was received whole. */
export type ReceivedFile = { name: ModelFileName; bytes: number; sha256: string };

/** Puts the files of a version where they are served from. What it did for a change that is then rolled back is cleared away later. */
export type PlaceFiles = (next: ModelUpload, before: ModelUpload | null) => Promise<void>;

/**
 * How many bytes a file may have so that the tenant's files stay below `tenantBytesMax` together: asked before it is received, since nobody
 * should send a gigabyte to learn that. Errors: `not_found`, `conflict` for a model that is an endpoint.
 */
export async function readUploadRoom(
  context: TenantContext,
  { id, name, tenantBytesMax }: { id: string; name: ModelFileName; tenantBytesMax: number },
): Promise<number> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const row = await uploaded(tx, tenantId, id);
    const replaced = uploadOf(row)?.files[name]?.bytes ?? 0;
    return Math.max(0, tenantBytesMax - (await bytesOfTenant(tx, tenantId)) + replaced);
  });
}

/**
 * Makes a file part of an uploaded model: a new version, which has to be tested before it serves. The file that is there already changes
 * nothing. Errors: `not_found`, `conflict`, `body_too_large` past what the tenant may have in all.
 */
export async function storeModelFile(
  context: TenantContext,
  { id, file, tenantBytesMax, place }: { id: string; file: ReceivedFile; tenantBytesMax: number; place: PlaceFiles },
): Promise<PrivateModelView> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  const { name, bytes, sha256 } = file;
  return context.database.asTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const row = await uploaded(tx, tenantId, id);
    const before = uploadOf(row);
    const known = before?.files[name];
    if (known?.sha256 === sha256) return privateModelView(row, undefined);
    const total = (await bytesOfTenant(tx, tenantId)) - (known?.bytes ?? 0) + bytes;
    if (total > tenantBytesMax) throw beyondTenant(tenantBytesMax);
    const next = { version: (before?.version ?? 0) + 1, files: { ...before?.files, [name]: { bytes, sha256 } } };
    return changeUpload(context, tx, { row, next, before, place }, { action: 'model.upload', file });
  });
}

/** Takes a file out of an uploaded model: a new version. Errors: `not_found` for the model and for the file, `conflict`. */
export async function removeModelFile(
  context: TenantContext,
  { id, name, place }: { id: string; name: ModelFileName; place: PlaceFiles },
): Promise<PrivateModelView> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const row = await uploaded(tx, tenantId, id);
    const before = uploadOf(row);
    const { [name]: removed, ...files } = before?.files ?? {};
    if (!before || !removed) throw notFound('file');
    const next = { version: before.version + 1, files };
    return changeUpload(
      context,
      tx,
      { row, next, before, place },
      { action: 'model.remove_file', file: { name, ...removed } },
    );
  });
}

type Change = { row: PrivateModel; next: ModelUpload; before: ModelUpload | null; place: PlaceFiles };

/** Another graph is another model: it serves when a test has found its width. */
async function changeUpload(
  context: TenantContext,
  tx: TenantTransaction,
  { row, next, before, place }: Change,
  { action, file }: { action: 'model.upload' | 'model.remove_file'; file: ReceivedFile },
): Promise<PrivateModelView> {
  const { tenantId } = context;
  await place(next, before);
  const changed = await tx.privateModel.update({
    where: { id: row.id, tenantId },
    data: {
      upload: next,
      enabledAt: null,
      dimensions: null,
      testedAt: null,
      testResult: Prisma.DbNull,
      updatedAt: context.now(),
    },
  });
  await recordAudit(tx, context, {
    tenantId,
    action,
    targetType: 'model',
    targetId: row.id,
    after: { alias: row.alias, version: next.version, file: file.name, bytes: file.bytes, sha256: file.sha256 },
  });
  return privateModelView(changed, undefined);
}

async function uploaded(tx: TenantTransaction, tenantId: string, id: string): Promise<PrivateModel> {
  const row = await tx.privateModel.findFirst({ where: { id, tenantId } });
  if (!row) throw notFound('model');
  if (row.provider === 'onnx') return row;
  throw new Fault(
    'conflict',
    `"${row.alias}" is an endpoint and takes no files. Add a model of provider "onnx" for them.`,
  );
}

async function bytesOfTenant(tx: TenantTransaction, tenantId: string): Promise<number> {
  const rows = await tx.privateModel.findMany({
    where: { tenantId, provider: 'onnx' },
    select: { upload: true },
  });
  return rows.reduce((sum, row) => sum + uploadBytes(uploadOf(row)), 0);
}

function beyondTenant(max: number): Fault {
  return new Fault(
    'body_too_large',
    `The files of your models may have ${max.toLocaleString('en')} bytes in all, and this one goes beyond. Remove a model, or upload a smaller one.`,
  );
}
