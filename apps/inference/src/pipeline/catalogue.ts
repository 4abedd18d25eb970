import { Fault, PROVIDER_MODELS, type Principal } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';
import type { RemoteModels } from './remote/remote-models.ts';
import type { ServedModel } from './remote/served-model.ts';

export type Catalogue = {
  /** The models of this platform, in the order of listing. */
  all(): readonly CatalogueModel[];
  replace(models: readonly CatalogueModel[]): void;
  /**
   * The model for this principal: of the platform (unless `ownOnly`), of a provider whose account the tenant or the operator has, or the tenant's own.
   * Errors: `model_not_found` (unknown, or kept from this key: one text), `model_not_in_plan`.
   */
  route(principal: Principal, id: string, ownOnly?: boolean): Promise<ServedModel>;
  /** The models that this principal may use. */
  usable(principal: Principal): Promise<ServedModel[]>;
};

/** The models served, by public id. */
export function createCatalogue(remotes: Pick<RemoteModels, 'own' | 'allOwn' | 'ofCatalogue'>): Catalogue {
  let models = new Map<string, CatalogueModel>();

  const keyAllows = ({ allowedModels }: Principal, id: string) =>
    allowedModels.length === 0 || allowedModels.includes(id);
  const planAllows = (principal: Principal, model: CatalogueModel) =>
    model.everyPlan || principal.planModels.includes(model.id) || (model.kind === 'provider' && hasOwn(principal));
  const served = async (principal: Principal, model: CatalogueModel) =>
    model.kind === 'provider' ? remotes.ofCatalogue(principal.tenantId, hasOwn(principal), model) : localModel(model);

  return {
    all: () => [...models.values()],
    replace(next) {
      models = new Map(next.map((model) => [model.id, model]));
    },
    async route(principal, id, ownOnly = false) {
      if (!keyAllows(principal, id)) throw unknownModel(id);
      const model = ownOnly ? undefined : models.get(id);
      if (!model) {
        const own = hasOwn(principal) ? await remotes.own(principal.tenantId, id) : null;
        if (own) return own;
        // Its row comes with the first key that is set, and whoever asks before should learn what is missing.
        throw !ownOnly && PROVIDER_MODELS.some((offered) => offered.id === id) ? needsKey(id) : unknownModel(id);
      }
      if (!planAllows(principal, model)) {
        throw new Fault(
          'model_not_in_plan',
          `The ${principal.planName} plan does not include \`${id}\`. Change plan in the dashboard under Billing, or use one of: ${principal.planModels.join(', ')}.`,
          {
            param: 'model',
          },
        );
      }
      const found = await served(principal, model);
      if (found) return found;
      throw needsKey(id);
    },
    async usable(principal) {
      const platform = [...models.values()].filter(
        (model) => keyAllows(principal, model.id) && planAllows(principal, model),
      );
      const configured = (await Promise.all(platform.map((model) => served(principal, model)))).filter(
        (model) => model !== null,
      );
      const own = hasOwn(principal) ? await remotes.allOwn(principal.tenantId) : [];
      // A name that the platform took later stays the platform's.
      return [...configured, ...own.filter(({ id }) => keyAllows(principal, id) && !models.has(id))];
    },
  };
}

/** Plans with models of one's own include those of providers. */
function hasOwn({ limits }: Principal): boolean {
  return limits.privateModelsMax > 0;
}

function localModel({ folder: _folder, kind: _kind, ...model }: CatalogueModel): ServedModel {
  return { ...model, remote: null };
}

function needsKey(id: string): Fault {
  return new Fault(
    'model_not_found',
    `The model \`${id}\` needs a key of its provider, and none is set. The operator sets one for everybody (gridsky provider add); an owner or admin of an Enterprise tenant sets its own in the dashboard under Models.`,
    { param: 'model' },
  );
}

function unknownModel(id: string): Fault {
  return new Fault(
    'model_not_found',
    `The model \`${printable(id)}\` does not exist or you do not have access to it. List yours with GET /v1/models.`,
    { param: 'model' },
  );
}

/** A caller's text, fit for an error message: bounded and without control characters. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '').slice(0, 100);
}
