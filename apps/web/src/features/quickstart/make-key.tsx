'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Link } from '../../ui/link.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

export const quickstartKeyName = 'Quickstart';

/** One click makes a live key for embeddings. */
export function MakeKey({ onMade }: { onMade: (secret: string) => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  // gcTime 0: the answer holds the secret and must not stay in the client's cache.
  const create = useMutation(
    trpc.key.create.mutationOptions({
      gcTime: 0,
      onSuccess: async ({ secret }) => {
        onMade(secret);
        await cache.invalidateQueries({ queryKey: trpc.key.list.queryKey() });
      },
    }),
  );
  const refusal = create.error ? requestError(create.error) : null;
  const planFull = create.error?.data?.fault?.code === 'plan_limit';
  return (
    <div className="grid gap-2">
      <div>
        <Button
          variant="primary"
          busy={create.isPending}
          onClick={() => create.mutate({ name: quickstartKeyName, scope: 'infer', mode: 'live' })}
        >
          Make a key
        </Button>
      </div>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      {planFull ? (
        <Link href="/keys" className="text-13 text-accent-ink underline underline-offset-4">
          Go to Keys to revoke one
        </Link>
      ) : null}
    </div>
  );
}
