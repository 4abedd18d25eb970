import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredUpload } from '@gridsky/api/services';
import { INCOMING } from './file-store.ts';

/** What lies aside for longer belongs to an upload that ended, or to a server that was killed. */
const INCOMING_MS_MAX = 2 * 3_600_000;
/** Of a model in use nothing is cleared so soon after its last change: a version may be placed and not committed, or just being opened. */
const QUIET_MS = 120_000;

/**
 * Removes the files that nothing uses: of models and tenants that are gone, of versions that were replaced, of uploads that never ended.
 * Several processes may do it at once. `readUploads` is asked after the folder was read: what it doesn't name is gone. Returns how many
 * folders and files were removed.
 */
export async function clearModelFiles(
  root: string,
  readUploads: () => Promise<StoredUpload[]>,
  now: Date,
): Promise<number> {
  const found = await listVersions(root);
  const aside = await names(join(root, INCOMING));
  const uploads = await readUploads();
  const used = new Map(uploads.map(({ tenantId, modelId, version }) => [join(tenantId, modelId), version]));
  let removed = 0;
  const clear = async (path: string) => {
    await rm(path, { recursive: true, force: true });
    removed++;
  };
  for (const [model, versions] of found) {
    const version = used.get(model);
    if (version === undefined) {
      await clear(join(root, model));
      continue;
    }
    const stale = versions.filter((name) => name !== String(version));
    if (stale.length > 0 && (await isOlder(join(root, model), now.getTime() - QUIET_MS))) {
      for (const name of stale) await clear(join(root, model, name));
    }
  }
  for (const name of aside) {
    if (await isOlder(join(root, INCOMING, name), now.getTime() - INCOMING_MS_MAX))
      await clear(join(root, INCOMING, name));
  }
  return removed;
}

/** The versions of each model, by `<tenant>/<model>`. */
async function listVersions(root: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const tenant of await names(root)) {
    if (tenant === INCOMING) continue;
    for (const model of await names(join(root, tenant))) {
      const path = join(tenant, model);
      found.set(path, await names(join(root, path)));
    }
  }
  return found;
}

/** Nothing there is nothing to clear. */
async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function isOlder(path: string, time: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtimeMs < time;
}
