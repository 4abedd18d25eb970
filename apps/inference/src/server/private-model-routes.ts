import { notFound, type ScopeRight } from '@gridsky/api/domain';
import {
  addPrivateModel,
  listPrivateModels,
  type PrivateModelView,
  type RemoteSettings,
  recordPrivateModelTest,
  removePrivateModel,
  setPrivateModelEnabled,
  type TenantRemoteContext,
  updatePrivateModel,
} from '@gridsky/api/services';
import type { Database } from '@gridsky/db';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chargeWindows } from '../pipeline/limits/charge-windows.ts';
import type { RemoteModels } from '../pipeline/remote/remote-models.ts';
import type { RemoteDependencies } from '../pipeline/remote/remote-target.ts';
import { testModel } from '../pipeline/remote/test-model.ts';
import {
  inWireNames,
  privateModelAnswer,
  readAddPrivateModel,
  readUpdatePrivateModel,
  testAnswer,
} from '../surfaces/openai/private-models.ts';
import { readJsonBody } from '../surfaces/read-json-body.ts';
import type { Wire } from '../surfaces/wire.ts';
import { modelFileRoutes, type UploadSettings } from './model-file-routes.ts';
import { type WelcomeDependencies, welcome } from './welcome.ts';

export type PrivateModelDependencies = {
  serve: WelcomeDependencies & { remote: RemoteDependencies };
  database: Database;
  wire: Wire;
  remotes: Pick<RemoteModels, 'byAlias' | 'invalidate'>;
  remoteSettings: RemoteSettings;
  uploads: UploadSettings;
};

type ByAlias = { Params: { alias: string } };

/** A tenant's own models for its programs: what the dashboard does, with a key of scope admin. */
export function privateModelRoutes(server: FastifyInstance, dependencies: PrivateModelDependencies): void {
  const { serve, database, wire, remotes, remoteSettings, uploads } = dependencies;

  const enter = async (
    request: FastifyRequest,
    reply: FastifyReply,
    right: ScopeRight = 'models:write',
  ): Promise<TenantRemoteContext> => {
    const principal = await welcome(serve, request, reply, right);
    await chargeWindows(serve.limiter, principal, 0, { rate: null });
    const { tenantId, keyId } = principal;
    const actor = { type: 'key' as const, keyId };
    return { database, actor, now: serve.now, ip: request.ip, tenantId, role: 'admin', remote: remoteSettings };
  };
  const find = async (context: TenantRemoteContext, alias: string): Promise<PrivateModelView> => {
    const found = (await listPrivateModels(context)).find((model) => model.alias === alias);
    if (!found) throw notFound('model');
    return found;
  };
  const answerAmong = (models: readonly PrivateModelView[], model: PrivateModelView) => {
    const phase = serve.remote.endpoints.phase(model.id);
    return privateModelAnswer(model, {
      health: phase === 'closed' ? 'healthy' : phase === 'open' ? 'unhealthy' : 'degraded',
      fallback: models.find(({ id }) => id === model.fallbackId)?.alias ?? null,
    });
  };
  const answer = async (context: TenantRemoteContext, model: PrivateModelView) =>
    answerAmong(model.fallbackId === null ? [] : await listPrivateModels(context), model);
  const inWire = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw inWireNames(error);
    }
  };
  const read = (request: FastifyRequest) => readJsonBody(request.raw, wire.body);

  server.get('/v1/private/models', async (request, reply) => {
    const models = await listPrivateModels(await enter(request, reply));
    return { object: 'list', data: models.map((model) => answerAmong(models, model)) };
  });
  server.post('/v1/private/models', async (request, reply) => {
    const context = await enter(request, reply);
    const body = readAddPrivateModel(await read(request));
    return answer(context, await inWire(() => addPrivateModel(context, body)));
  });
  server.get<ByAlias>('/v1/private/models/:alias', async (request, reply) => {
    const context = await enter(request, reply);
    return answer(context, await find(context, request.params.alias));
  });
  server.patch<ByAlias>('/v1/private/models/:alias', async (request, reply) => {
    const context = await enter(request, reply);
    const { id } = await find(context, request.params.alias);
    const body = readUpdatePrivateModel(await read(request), id);
    return answer(context, await inWire(() => updatePrivateModel(context, body)));
  });
  server.delete<ByAlias>('/v1/private/models/:alias', async (request, reply) => {
    const context = await enter(request, reply);
    const { id, alias } = await find(context, request.params.alias);
    await removePrivateModel(context, { id });
    return { object: 'private_model', alias, deleted: true };
  });
  for (const [verb, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    server.post<ByAlias>(`/v1/private/models/:alias/${verb}`, async (request, reply) => {
      const context = await enter(request, reply);
      const { id, alias } = await find(context, request.params.alias);
      await setPrivateModelEnabled(context, { id, enabled });
      return answer(context, await find(context, alias));
    });
  }
  server.post<ByAlias>('/v1/private/models/:alias/test', async (request, reply) => {
    const context = await enter(request, reply);
    const { id, alias, updatedAt } = await find(context, request.params.alias);
    // What is kept of it may be older than what was just found.
    remotes.invalidate(context.tenantId);
    const model = await remotes.byAlias(context.tenantId, alias);
    if (!model) throw notFound('model');
    const result = await testModel(serve.remote, alias, model.remote);
    await recordPrivateModelTest(database, { id, testedFrom: updatedAt, now: serve.now(), result });
    return { object: 'private_model.test', alias, ...testAnswer(result) };
  });
  const findFor = async (request: FastifyRequest, reply: FastifyReply, alias: string) => {
    const context = await enter(request, reply, 'models:upload');
    return { context, model: await find(context, alias) };
  };
  modelFileRoutes(server, uploads, findFor, answer);
}
