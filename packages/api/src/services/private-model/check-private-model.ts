import type { PrivateModel, TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import { isCatalogueProvider, PROVIDER_TITLES, PROVIDER_URLS, type ProviderName } from '../../domain/provider.ts';
import { parseTarget } from '../outbound/parse-target.ts';

/**
 * Where the model is reached: what was given, or the provider's public address. Without a slash at its end; empty for an uploaded model,
 * which runs here. Errors: `invalid`.
 */
export function checkedBaseUrl(provider: ProviderName, given: string | null, ranges: readonly string[]): string {
  if (provider === 'onnx') {
    if (!given?.trim()) return '';
    throw new Fault('invalid', 'An uploaded model runs here and has no address: leave it out.', { param: 'baseUrl' });
  }
  const text = given?.trim() || (isCatalogueProvider(provider) ? PROVIDER_URLS[provider] : null);
  if (!text) {
    throw new Fault('invalid', `Enter the address of your ${PROVIDER_TITLES[provider]} endpoint.`, {
      param: 'baseUrl',
    });
  }
  const url = parseTarget(text, ranges, 'baseUrl');
  if (url.search && provider !== 'custom') {
    throw new Fault('invalid', 'Leave out what follows the question mark: paths are put behind the address.', {
      param: 'baseUrl',
    });
  }
  return url.href.replace(/\/+$/, '');
}

/** Refuses fields that contradict each other. Errors: `invalid`. */
export function refuseOddModel(
  model: Pick<PrivateModel, 'providerModel' | 'customWire' | 'hedgeAfterMs'> & { provider: string },
): void {
  if (model.provider === 'onnx' && model.hedgeAfterMs !== null) {
    throw new Fault('invalid', 'An uploaded model runs here in one process: there is nobody to ask a second time.', {
      param: 'hedgeAfterMs',
    });
  }
  if (model.provider === 'custom' && model.customWire === null) {
    throw new Fault('invalid', 'A custom endpoint needs a request template and the path of its vectors.', {
      param: 'customWire',
    });
  }
  if (!NAMELESS.includes(model.provider) && model.providerModel === '') {
    throw new Fault('invalid', "Enter the provider's name of the model.", { param: 'providerModel' });
  }
}

/** Those whose address alone says which model it is, or that are one themselves. */
const NAMELESS = ['tei', 'custom', 'onnx'];

/** Refuses a secret that nothing would ask for. Errors: `invalid`. */
export function refuseSecretOfUpload(provider: ProviderName, secret: string | null): void {
  if (provider !== 'onnx' || secret === null) return;
  throw new Fault('invalid', 'An uploaded model runs here and asks for no secret: leave it out.', { param: 'secret' });
}

/** Refuses an alias that names a model already, of the tenant's own or of the platform. Call it under the tenant's lock. */
export async function refuseTakenAlias(
  tx: TenantTransaction,
  tenantId: string,
  alias: string,
  ownId: string | null,
): Promise<void> {
  const own = await tx.privateModel.findFirst({ where: { tenantId, alias, ...(ownId ? { id: { not: ownId } } : {}) } });
  if (own)
    throw new Fault('conflict', `You have a model "${alias}" already. Choose another alias.`, { param: 'alias' });
  const [public_] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM model WHERE id = ${alias}`;
  if (public_)
    throw new Fault('conflict', `"${alias}" is a model of this platform. Choose another alias.`, { param: 'alias' });
}

/** The model that serves when this one can't. Errors: `invalid` when there is none of that alias, or of another width. */
export async function findFallback(
  tx: TenantTransaction,
  tenantId: string,
  alias: string,
  { id, dimensions }: { id: string | null; dimensions: number | null },
): Promise<string> {
  const found = await tx.privateModel.findFirst({ where: { tenantId, alias } });
  const refused = (message: string) => new Fault('invalid', message, { param: 'fallbackAlias' });
  if (!found || found.id === id) throw refused(`You have no other model "${alias}".`);
  if (found.dimensions === null) throw refused(`Test "${alias}" first: its width is not known yet.`);
  if (dimensions !== null && found.dimensions !== dimensions) {
    throw refused(
      `"${alias}" has ${found.dimensions} dimensions, this model ${dimensions}: their vectors can't stand for each other.`,
    );
  }
  return found.id;
}
