import { createKey, createKeyInput } from '../services/key/create-key.ts';
import { listKeys } from '../services/key/list-keys.ts';
import { renameKey, renameKeyInput } from '../services/key/rename-key.ts';
import { revokeKey, revokeKeyInput } from '../services/key/revoke-key.ts';
import { setKeyDisabled, setKeyDisabledInput } from '../services/key/set-key-disabled.ts';
import { router, tenantProcedure } from './trpc.ts';

export const keyRouter = router({
  list: tenantProcedure.query(({ ctx }) => listKeys(ctx.tenant)),
  create: tenantProcedure.input(createKeyInput).mutation(({ ctx, input }) => createKey(ctx.tenant, input)),
  rename: tenantProcedure.input(renameKeyInput).mutation(({ ctx, input }) => renameKey(ctx.tenant, input)),
  setDisabled: tenantProcedure
    .input(setKeyDisabledInput)
    .mutation(({ ctx, input }) => setKeyDisabled(ctx.tenant, input)),
  revoke: tenantProcedure.input(revokeKeyInput).mutation(({ ctx, input }) => revokeKey(ctx.tenant, input)),
});
