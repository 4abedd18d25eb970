import { z } from 'zod';
import { CATALOGUE_PROVIDERS } from '../domain/provider.ts';
import {
  listProviders,
  listTenantProviders,
  removeProvider,
  removeTenantProvider,
  setProvider,
  setProviderInput,
  setTenantProvider,
} from '../services/provider/provider-connections.ts';
import { operatorProcedure, router, tenantProcedure } from './trpc.ts';

const byProvider = z.object({ provider: z.enum(CATALOGUE_PROVIDERS) });

/** Keys of providers whose models are in the catalogue: a tenant's own, and the operator's for all. */
export const providerRouter = router({
  list: tenantProcedure.query(({ ctx }) => listTenantProviders(ctx.tenant)),
  set: tenantProcedure.input(setProviderInput).mutation(({ ctx, input }) => setTenantProvider(ctx.tenant, input)),
  remove: tenantProcedure.input(byProvider).mutation(({ ctx, input }) => removeTenantProvider(ctx.tenant, input)),
  listOfPlatform: operatorProcedure.query(({ ctx }) => listProviders(ctx.operator)),
  setOfPlatform: operatorProcedure
    .input(setProviderInput)
    .mutation(({ ctx, input }) => setProvider(ctx.operator, input)),
  removeOfPlatform: operatorProcedure
    .input(byProvider)
    .mutation(({ ctx, input }) => removeProvider(ctx.operator, input)),
});
