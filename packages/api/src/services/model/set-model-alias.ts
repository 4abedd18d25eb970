import type { Model, TenantTransaction } from '@gridsky/db';
import type { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import type { setModelAliasInput } from '../../domain/model-alias.ts';
import { PROVIDER_MODELS } from '../../domain/provider.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { lockModelNames } from './model-names.ts';

/**
 * Gives a model of the catalogue another name, or an alias another model; every process follows within a second.
 *
 * An alias names what nothing else serves. The id of an enabled model is refused: whoever wants requests for it served by another one says so
 * by disabling it first. A provider's id is free as long as the operator has no key there; tenants with a key of their own keep their provider
 * under it. A target is a model, never an alias, so there are no chains. Errors: `conflict` for a name that is served, `invalid` for a target
 * that isn't.
 */
export async function setModelAlias(
  context: SystemContext,
  { alias, modelId }: z.output<typeof setModelAliasInput>,
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await lockModelNames(tx);
    if (alias === modelId) throw new Fault('invalid', 'A model can’t be an alias of itself.', { param: 'alias' });
    await requireTarget(tx, modelId);
    await refuseServedName(tx, alias);
    const before = await tx.modelAlias.findUnique({ where: { alias } });
    if (before?.modelId === modelId) return;
    await tx.modelAlias.upsert({
      where: { alias },
      create: { alias, modelId, createdAt: context.now() },
      update: { modelId },
    });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'model.set_alias',
      targetType: 'model',
      targetId: alias,
      ...(before ? { before: { aliasOf: before.modelId } } : {}),
      after: { aliasOf: modelId },
    });
  });
}

async function requireTarget(tx: TenantTransaction, id: string): Promise<void> {
  const refused = (message: string) => new Fault('invalid', message, { param: 'modelId' });
  const model = await tx.model.findUnique({ where: { id } });
  if (model?.disabledAt) throw refused(`The model "${id}" is disabled. Enable it first, or choose another.`);
  if (model) return;
  if (await tx.modelAlias.findUnique({ where: { alias: id } })) {
    throw refused(`"${id}" is an alias itself. Name the model that it stands for.`);
  }
  const offered = PROVIDER_MODELS.find((candidate) => candidate.id === id);
  throw refused(
    offered
      ? `The model "${id}" needs a key of its provider first: gridsky provider add ${offered.provider}.`
      : `There is no model "${id}". gridsky models list shows those that there are.`,
  );
}

async function refuseServedName(tx: TenantTransaction, alias: string): Promise<void> {
  const model = await tx.model.findUnique({ where: { id: alias } });
  if (!model || model.disabledAt || !(await isServed(tx, model))) return;
  throw new Fault(
    'conflict',
    `"${alias}" is a model of this platform. Disable it first if another is to serve its requests.`,
    { param: 'alias' },
  );
}

/** A provider's model without a key of the operator's serves only those tenants that have their own, who keep it. */
async function isServed(tx: TenantTransaction, { provider }: Model): Promise<boolean> {
  if (provider === null) return true;
  return (await tx.providerConnection.count({ where: { tenantId: null, provider } })) > 0;
}
