import { randomUUID } from 'node:crypto';
import { chown, copyFile, link, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { Fault, type ModelFileName, type ModelUpload } from '@gridsky/api/domain';
import type { PlaceFiles } from '@gridsky/api/services';
import { UPLOADS_GROUP } from '../engine/isolated/isolated-user.ts';
import { type ReceiveLimits, receiveFile } from './receive-file.ts';

export type Incoming = { path: string; bytes: number; sha256: string };

/** Folder, beside those of the tenants, of what is being received or put together. */
export const INCOMING = '.incoming';
/** What an upload leaves free on the disk: the database may lie on the same one. */
const FREE_BYTES_MIN = 1_024 * 1_024 * 1_024;

/**
 * Files of uploaded models: `<tenant>/<model>/<version>/`, named by ids alone. A version is put together aside and renamed into its place, and
 * from then on never changes, so that processes read it without asking anybody. Several servers may share the folder.
 */
export type FileStore = {
  folderOf(tenantId: string, modelId: string, version: number): string;
  /** Receives a body aside, to be placed or discarded. Errors: those of `receiveFile`, `overloaded` when the disk is full. */
  receive(request: IncomingMessage, limits: ReceiveLimits): Promise<Incoming>;
  discard(incoming: Incoming): Promise<void>;
  /** Makes the next version out of the one before, with a file that was received, or (null) without the one of this name. */
  placer(tenantId: string, modelId: string, name: ModelFileName, incoming: Incoming | null): PlaceFiles;
};

export function createFileStore(root: string): FileStore {
  const folderOf = (tenantId: string, modelId: string, version: number) =>
    join(root, tenantId, modelId, String(version));

  return {
    folderOf,
    async receive(request, limits) {
      await makeFolder(join(root, INCOMING));
      await refuseFullDisk(root, Number(request.headers['content-length'] ?? 0));
      const path = join(root, INCOMING, randomUUID());
      try {
        return { path, ...(await receiveFile(request, path, limits)) };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    discard: ({ path }) => rm(path, { force: true }),
    placer: (tenantId, modelId, name, incoming) => async (next: ModelUpload, before: ModelUpload | null) => {
      const aside = join(root, INCOMING, randomUUID());
      const target = folderOf(tenantId, modelId, next.version);
      await makeFolder(root);
      await makeFolder(aside);
      for (const file of Object.keys(next.files)) {
        const from =
          file === name && incoming ? incoming.path : join(folderOf(tenantId, modelId, before?.version ?? 0), file);
        await makeFolder(dirname(join(aside, file)));
        await linkFile(from, join(aside, file));
      }
      await makeFolder(join(root, tenantId));
      await makeFolder(dirname(target));
      // Left by a change that was rolled back.
      await rm(target, { recursive: true, force: true });
      await rename(aside, target);
      await syncFolder(dirname(target));
    },
  };
}

/** Only the server may enter it, and, where that is root, the users that isolated processes run as. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o750 });
  await shareWithProcesses(path);
}

async function shareWithProcesses(path: string): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, 0, UPLOADS_GROUP);
}

/** A version shares the files that it has in common with the one before. Some file systems know no links. */
async function linkFile(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
  await shareWithProcesses(to);
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing.
  const folder = await open(path).catch(() => null);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

async function refuseFullDisk(root: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize - bytes > FREE_BYTES_MIN) return;
  throw new Fault('overloaded', 'The disk of this installation has no room for the file. Tell its operator.');
}
