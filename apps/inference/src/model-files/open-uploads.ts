import { resolve } from 'node:path';
import { readUploads } from '@gridsky/api/services';
import type { Database } from '@gridsky/db';
import type { Logger } from 'pino';
import { createIsolatedModels, type IsolatedModels } from '../engine/isolated/isolated-models.ts';
import { isolatedUser } from '../engine/isolated/isolated-user.ts';
import { packageRoot } from '../engine/package-root.ts';
import type { Settings } from '../env.ts';
import { clearModelFiles } from './clear-files.ts';
import { createFileStore, type FileStore } from './file-store.ts';

export type Uploads = {
  /** Null: this installation keeps none. */
  files: FileStore | null;
  folderOf(tenantId: string, modelId: string, version: number): string;
  isolated: IsolatedModels;
  /** Ends the processes and removes the files of what is no longer in use. */
  clear(): Promise<void>;
};

/** The wait of a request for a place among the processes of uploaded models. */
const PLACE_WAIT_MS_MAX = 15_000;

/** Tenants' uploaded models: where their files are kept, and the processes that run them. */
export function openUploads(settings: Settings, database: Database, now: () => Date, logger: Logger): Uploads {
  const folder = folderFrom(settings);
  const isolated = createIsolatedModels({
    processesMax: settings.MODEL_UPLOAD_PROCESSES,
    memoryBytesMax: settings.MODEL_UPLOAD_MEMORY_MIB * 1_048_576,
    runMsMax: settings.MODEL_UPLOAD_RUN_SECONDS * 1_000,
    openMsMax: settings.MODEL_UPLOAD_RUN_SECONDS * 2_000,
    idleMs: settings.MODEL_UPLOAD_IDLE_SECONDS * 1_000,
    waitMsMax: PLACE_WAIT_MS_MAX,
    now: () => performance.now(),
    report: (failure, key) =>
      logger.warn(
        { model: key, reason: failure.reason, detail: failure.message },
        'the process of an uploaded model ended',
      ),
  });
  if (folder !== null && process.getuid?.() === 0 && !isolatedUser([packageRoot, folder], 0)) {
    logger.warn(
      { folder },
      'uploaded models would run as root: give them a folder that other users can enter (MODEL_UPLOADS_FOLDER), or start the server as another user',
    );
  }
  const files = folder === null ? null : createFileStore(folder);
  return {
    files,
    isolated,
    folderOf: (tenantId, modelId, version) => files?.folderOf(tenantId, modelId, version) ?? '',
    async clear() {
      const uploads = await readUploads(database);
      isolated.keepOnly(new Set(uploads.map(({ modelId, version }) => `${modelId}/${version}`)));
      if (folder !== null) await clearModelFiles(folder, () => readUploads(database), now());
    },
  };
}

/** Null: nothing says where uploads could be kept. */
function folderFrom({ MODEL_UPLOADS_FOLDER: folder, GRIDSKY_HOME: home }: Settings): string | null {
  if (folder !== undefined) return resolve(folder);
  return home === undefined ? null : resolve(home, 'uploads');
}
