import { Fault, PROVIDER_MODELS, type Principal } from '@gridsky/api/domain';
import type { CatalogueModel, ModelAliasView } from '@gridsky/api/services';
import { perObject } from './per-object.ts';
import type { RemoteModels } from './remote/remote-models.ts';
import type { ServedModel } from './remote/served-model.ts';

export type Catalogue = {
  /** The models of this platform, in the order of listing. */
  all(): readonly CatalogueModel[];
  /** `aliases` of what is not among the models rest. */
  replace(models: readonly CatalogueModel[], aliases?: readonly Pick<ModelAliasView, 'alias' | 'modelId'>[]): void;
  /**
   * The model for this principal: of the platform (unless `ownOnly`), of a provider whose account the tenant or the operator has, the tenant's
   * own, or what the operator's alias of this name stands for: an alias takes no name from a model. Plan and key have to allow what really serves.
   * Errors: `model_not_found` (unknown, or kept from this key: one text), `model_not_in_plan`.
   */
  route(principal: Principal, id: string, ownOnly?: boolean): Promise<ServedModel>;
  /** The models that this principal may use, and the aliases of them. */
  usable(principal: Principal): Promise<ListedModel[]>;
};

/** A model under one of its names. */
export type ListedModel = ServedModel & {
  /** Id of the model that serves, where the name is an alias. */
  aliasOf: string | null;
};

/** The models served, by public id. */
export function createCatalogue(remotes: Pick<RemoteModels, 'own' | 'allOwn' | 'ofCatalogue'>): Catalogue {
  let models = new Map<string, CatalogueModel>();
  let aliases = new Map<string, CatalogueModel>();

  const served = async (principal: Principal, model: CatalogueModel) =>
    model.kind === 'provider' ? remotes.ofCatalogue(principal.tenantId, hasOwn(principal), model) : localModel(model);
  /** What serves this principal under `asked`, or why it doesn't. */
  const permitted = async (
    principal: Principal,
    model: CatalogueModel,
    asked: string,
  ): Promise<ServedModel | Fault> => {
    if (!keyAllows(principal, model.id)) return unknownModel(asked);
    if (!planAllows(principal, model)) return notInPlan(principal, model.id, asked);
    return (await served(principal, model)) ?? needsKey(model.id, asked);
  };
  const ownModel = async (principal: Principal, id: string) =>
    hasOwn(principal) && keyAllows(principal, id) ? remotes.own(principal.tenantId, id) : null;

  return {
    all: () => [...models.values()],
    replace(next, names = []) {
      models = new Map(next.map((model) => [model.id, model]));
      aliases = new Map(
        names.flatMap(({ alias, modelId }) => {
          const model = models.get(modelId);
          return model ? [[alias, model]] : [];
        }),
      );
    },
    async route(principal, id, ownOnly = false) {
      const model = ownOnly ? undefined : models.get(id);
      const named = model ? await permitted(principal, model, id) : await ownModel(principal, id);
      if (named !== null && !(named instanceof Fault)) return named;
      const target = ownOnly ? undefined : aliases.get(id);
      const found = target ? await permitted(principal, target, id) : (named ?? missing(principal, id, ownOnly));
      if (found instanceof Fault) throw found;
      return found;
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
      const named = [...configured, ...own.filter(({ id }) => keyAllows(principal, id) && !models.has(id))];
      const taken = new Set(named.map(({ id }) => id));
      const targets = new Map(configured.map((model) => [model.id, model]));
      const others = [...aliases].flatMap(([id, { id: aliasOf }]) => {
        const model = targets.get(aliasOf);
        return model && !taken.has(id) ? [{ ...model, id, aliasOf }] : [];
      });
      return [...named.map((model) => ({ ...model, aliasOf: null })), ...others];
    },
  };
}

function keyAllows({ allowedModels }: Principal, id: string): boolean {
  return allowedModels.length === 0 || allowedModels.includes(id);
}

function planAllows(principal: Principal, model: CatalogueModel): boolean {
  return model.everyPlan || principal.planModels.includes(model.id) || (model.kind === 'provider' && hasOwn(principal));
}

/** Plans with models of one's own include those of providers. */
function hasOwn({ limits }: Principal): boolean {
  return limits.privateModelsMax > 0;
}

const localModel = perObject(
  ({ folder: _folder, kind: _kind, ...model }: CatalogueModel): ServedModel => ({ ...model, remote: null }),
);

/** Of a name that nothing bears. The row of a provider's model comes with the first key that is set, and whoever asks before should learn what is missing. */
function missing(principal: Principal, id: string, ownOnly: boolean): Fault {
  const isOffered = !ownOnly && keyAllows(principal, id) && PROVIDER_MODELS.some((offered) => offered.id === id);
  return isOffered ? needsKey(id, id) : unknownModel(id);
}

function notInPlan({ planName, planModels }: Principal, id: string, asked: string): Fault {
  return new Fault(
    'model_not_in_plan',
    `The ${planName} plan does not include \`${id}\`${standsFor(id, asked)}. Change plan in the dashboard under Billing, or use one of: ${planModels.join(', ')}.`,
    { param: 'model' },
  );
}

function needsKey(id: string, asked: string): Fault {
  return new Fault(
    'model_not_found',
    `The model \`${id}\`${standsFor(id, asked)} needs a key of its provider, and none is set. The operator sets one for everybody (gridsky provider add); an owner or admin of an Enterprise tenant sets its own in the dashboard under Models.`,
    { param: 'model' },
  );
}

function standsFor(id: string, asked: string): string {
  return asked === id ? '' : `, for which \`${asked}\` stands,`;
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
