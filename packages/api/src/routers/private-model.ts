import { z } from 'zod';
import { addPrivateModelInput, updatePrivateModelInput } from '../domain/private-model.ts';
import { mintUploadToken } from '../services/key/mint-upload-token.ts';
import { addPrivateModel } from '../services/private-model/add-private-model.ts';
import { removePrivateModel, setPrivateModelEnabled } from '../services/private-model/change-private-model.ts';
import { listPrivateModels } from '../services/private-model/list-private-models.ts';
import { requestPrivateModelTest } from '../services/private-model/test-private-model.ts';
import { updatePrivateModel } from '../services/private-model/update-private-model.ts';
import { readModelHealth } from '../services/usage/read-model-health.ts';
import { router, tenantProcedure } from './trpc.ts';

const byId = z.object({ id: z.uuid() });

/** Models of the tenant's own. */
export const privateModelRouter = router({
  list: tenantProcedure.query(({ ctx }) => listPrivateModels(ctx.tenant)),
  health: tenantProcedure.query(({ ctx }) => readModelHealth(ctx.tenant)),
  add: tenantProcedure.input(addPrivateModelInput).mutation(({ ctx, input }) => addPrivateModel(ctx.tenant, input)),
  update: tenantProcedure
    .input(updatePrivateModelInput)
    .mutation(({ ctx, input }) => updatePrivateModel(ctx.tenant, input)),
  /** Asks for a test; `list` tells how it went, a second or so later. */
  test: tenantProcedure.input(byId).mutation(({ ctx, input }) => requestPrivateModelTest(ctx.tenant, input)),
  /** For files of an uploaded model, which the browser sends to the API itself. */
  uploadToken: tenantProcedure.mutation(({ ctx }) => mintUploadToken(ctx.tenant)),
  setEnabled: tenantProcedure
    .input(byId.extend({ enabled: z.boolean() }))
    .mutation(({ ctx, input }) => setPrivateModelEnabled(ctx.tenant, input)),
  remove: tenantProcedure.input(byId).mutation(({ ctx, input }) => removePrivateModel(ctx.tenant, input)),
});
