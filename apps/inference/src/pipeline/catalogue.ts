import { Fault, type Principal } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';

export type Catalogue = {
  /** The models of this platform, in the order of listing. */
  all(): readonly CatalogueModel[];
  replace(models: readonly CatalogueModel[]): void;
  /** The model for this principal. Errors: `model_not_found` (unknown, or kept from this key: one text), `model_not_in_plan`. */
  route(principal: Principal, id: string): CatalogueModel;
  /** The models that this principal may use. */
  usable(principal: Principal): CatalogueModel[];
};

/** The models served, by public id. */
export function createCatalogue(): Catalogue {
  let models = new Map<string, CatalogueModel>();

  const keyAllows = ({ allowedModels }: Principal, id: string) =>
    allowedModels.length === 0 || allowedModels.includes(id);
  const planAllows = ({ planModels }: Principal, model: CatalogueModel) =>
    model.everyPlan || planModels.includes(model.id);

  return {
    all: () => [...models.values()],
    replace(next) {
      models = new Map(next.map((model) => [model.id, model]));
    },
    route(principal, id) {
      const model = models.get(id);
      if (!model || !keyAllows(principal, id)) {
        throw new Fault(
          'model_not_found',
          `The model \`${printable(id)}\` does not exist or you do not have access to it. List yours with GET /v1/models.`,
          {
            param: 'model',
          },
        );
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
      return model;
    },
    usable: (principal) =>
      [...models.values()].filter((model) => keyAllows(principal, model.id) && planAllows(principal, model)),
  };
}

/** A caller's text, fit for an error message: bounded and without control characters. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '').slice(0, 100);
}
