import { Fault, GRAPH_FILE, isModelFile, MODEL_FILES, type ModelFileName } from '@gridsky/api/domain';
import {
  type PrivateModelView,
  readUploadRoom,
  removeModelFile,
  storeModelFile,
  type TenantRemoteContext,
} from '@gridsky/api/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FileStore } from '../model-files/file-store.ts';

export type UploadSettings = {
  /** Null: this installation keeps no uploaded models. */
  files: FileStore | null;
  graphBytesMax: number;
  tenantBytesMax: number;
  /** Longest pause within a body. */
  idleMsMax: number;
};

/** Whoever asks, and the model that is meant; throws for strangers, other scopes and models of others. */
export type FindModel = (
  request: FastifyRequest,
  reply: FastifyReply,
  alias: string,
) => Promise<{ context: TenantRemoteContext; model: PrivateModelView }>;

/** Of tokenizer.json and the other small files. */
const JSON_BYTES_MAX = 32 * 1_024 * 1_024;
/** A gigabyte at 3 Mbit/s. */
export const UPLOAD_MS_MAX = 3_600_000;
/** A model has a few files; nobody needs more at once. */
const AT_ONCE_MAX = 4;

type ByFile = { Params: { alias: string; name: string } };

/** Files of a tenant's uploaded models: the body is the file, written to the disk as it comes. */
export function modelFileRoutes(
  server: FastifyInstance,
  { files, graphBytesMax, tenantBytesMax, idleMsMax }: UploadSettings,
  find: FindModel,
  answer: (context: TenantRemoteContext, model: PrivateModelView) => Promise<unknown>,
): void {
  const underway = new Map<string, number>();

  const takePlace = (tenantId: string): (() => void) => {
    const count = underway.get(tenantId) ?? 0;
    if (count >= AT_ONCE_MAX) {
      throw new Fault('too_many_in_flight', `At most ${AT_ONCE_MAX} files are uploaded at once. Wait for one to end.`, {
        retryAfterMs: 5_000,
      });
    }
    underway.set(tenantId, count + 1);
    return () => {
      const left = (underway.get(tenantId) ?? 1) - 1;
      if (left > 0) underway.set(tenantId, left);
      else underway.delete(tenantId);
    };
  };

  server.put<ByFile>('/v1/private/models/:alias/files/:name', async (request, reply) => {
    const { context, model } = await find(request, reply, request.params.alias);
    const name = checkedName(request.params.name);
    const store = available(files);
    refuseEncoded(request);
    const room = await readUploadRoom(context, { id: model.id, name, tenantBytesMax });
    const leave = takePlace(context.tenantId);
    try {
      const bytesMax = Math.min(room, name === GRAPH_FILE ? graphBytesMax : JSON_BYTES_MAX);
      const incoming = await store.receive(request.raw, { bytesMax, idleMsMax, totalMsMax: UPLOAD_MS_MAX });
      try {
        const { bytes, sha256 } = incoming;
        const place = store.placer(context.tenantId, model.id, name, incoming);
        return await answer(
          context,
          await storeModelFile(context, { id: model.id, file: { name, bytes, sha256 }, tenantBytesMax, place }),
        );
      } finally {
        await store.discard(incoming);
      }
    } finally {
      leave();
    }
  });

  server.delete<ByFile>('/v1/private/models/:alias/files/:name', async (request, reply) => {
    const { context, model } = await find(request, reply, request.params.alias);
    const name = checkedName(request.params.name);
    const place = available(files).placer(context.tenantId, model.id, name, null);
    return answer(context, await removeModelFile(context, { id: model.id, name, place }));
  });
}

function checkedName(name: string): ModelFileName {
  if (isModelFile(name)) return name;
  throw new Fault('invalid', `A model has no file of this name. Name one of: ${MODEL_FILES.join(', ')}.`, {
    param: 'name',
  });
}

function available(files: FileStore | null): FileStore {
  if (files) return files;
  throw new Fault(
    'conflict',
    'This installation keeps no uploaded models. Its operator sets MODEL_UPLOADS_FOLDER, or plug in an endpoint instead.',
  );
}

/** A hash is of the file, so what comes must be the file. */
function refuseEncoded({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() === 'identity') return;
  throw new Fault('unsupported_media_type', 'Send the file as it is, without a Content-Encoding.');
}
