import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { NO_MONEY } from '@gridsky/api/domain';
import { startRemotePlatform } from './remote-platform.ts';
import { until } from './test-platform.ts';

/** The app with a folder for uploads, and programs that upload to it. */
export async function startUploadPlatform(settings: Record<string, string> = {}) {
  const home = await mkdtemp(join(tmpdir(), 'gridsky-uploads-'));
  // As GRIDSKY_HOME: others may enter it.
  await chmod(home, 0o755);
  const folder = join(home, 'uploads');
  const platform = await startRemotePlatform({ MODEL_UPLOADS_FOLDER: folder, ...settings });
  return {
    ...platform,
    uploads: folder,
    /** An Enterprise tenant with a key of scope admin. */
    async program() {
      const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY, scope: 'admin' });
      const ask = async (method: string, path: string, body?: object | Buffer) => {
        const isFile = Buffer.isBuffer(body);
        const answer = await fetch(`${platform.url}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${tenant.secret}`,
            'content-type': isFile ? 'application/octet-stream' : 'application/json',
          },
          ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
        });
        return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer };
      };
      const models = (method: string, path: string, body?: object | Buffer) =>
        ask(method, `/v1/private/models${path}`, body);
      const embed = (model: string, input: string | string[], more: object = {}) =>
        ask('POST', '/v1/embeddings', { model, input, encoding_format: 'float', ...more });
      const put = (alias: string, name: string, content: Buffer | object) =>
        models('PUT', `/${alias}/files/${encodeURIComponent(name)}`, asBytes(content));
      return {
        ...tenant,
        ask,
        models,
        put,
        /** Adds a model with these files. */
        async add(alias: string, files: Record<string, Buffer | object>, more: object = {}) {
          const added = await models('POST', '', { alias, provider: 'onnx', ...more });
          if (added.status !== 200) throw new Error(JSON.stringify(added.body));
          for (const [name, content] of Object.entries(files)) {
            const { status, body } = await put(alias, name, content);
            if (status !== 200) throw new Error(JSON.stringify(body));
          }
        },
        /** Tests a model and enables it, and waits until the server has heard of it. */
        async serve(alias: string) {
          const { body } = await models('POST', `/${alias}/test`);
          if (body.ok !== true) throw new Error(JSON.stringify(body));
          await models('POST', `/${alias}/enable`);
          await until(async () => (await embed(alias, 'one')).status !== 404, 20_000);
        },
        embed,
      };
    },
    async stop() {
      await platform.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, which the tests look into
type Answer = Record<string, any>;

function asBytes(content: Buffer | object): Buffer {
  return Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
}

/** Names of all files below a folder. */
export async function allFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
