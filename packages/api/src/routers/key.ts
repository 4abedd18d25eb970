import { createKey, createKeyInput } from '../services/key/create-key.ts';
import { endKeyGrace, endKeyGraceInput } from '../services/key/end-key-grace.ts';
import { listKeys } from '../services/key/list-keys.ts';
import { mintPlaygroundToken } from '../services/key/mint-playground-token.ts';
import { revokeKeys, revokeKeysInput } from '../services/key/revoke-keys.ts';
import { rotateKey, rotateKeyInput } from '../services/key/rotate-key.ts';
import { setKeyDisabled, setKeyDisabledInput } from '../services/key/set-key-disabled.ts';
import { updateKey, updateKeyInput } from '../services/key/update-key.ts';
import { router, tenantProcedure } from './trpc.ts';

export const keyRouter = router({
  list: tenantProcedure.query(({ ctx }) => listKeys(ctx.tenant)),
  create: tenantProcedure.input(createKeyInput).mutation(({ ctx, input }) => createKey(ctx.tenant, input)),
  update: tenantProcedure.input(updateKeyInput).mutation(({ ctx, input }) => updateKey(ctx.tenant, input)),
  rotate: tenantProcedure.input(rotateKeyInput).mutation(({ ctx, input }) => rotateKey(ctx.tenant, input)),
  endGrace: tenantProcedure.input(endKeyGraceInput).mutation(({ ctx, input }) => endKeyGrace(ctx.tenant, input)),
  setDisabled: tenantProcedure
    .input(setKeyDisabledInput)
    .mutation(({ ctx, input }) => setKeyDisabled(ctx.tenant, input)),
  playgroundToken: tenantProcedure.mutation(({ ctx }) => mintPlaygroundToken(ctx.tenant)),
  revoke: tenantProcedure.input(revokeKeysInput).mutation(({ ctx, input }) => revokeKeys(ctx.tenant, input)),
});
