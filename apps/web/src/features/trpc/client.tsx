'use client';

import { wireTransformer } from '@gridsky/api/domain';
import type { AppRouter } from '@gridsky/api/routers';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';

/** `useTRPC().key.list.queryOptions()` and the like go into React Query's own hooks. */
export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** Gives the pages inside it the typed client and a query cache. */
export function DataProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', transformer: wireTransformer })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A refusal stays a refusal; only what may pass by itself is tried again, and once.
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 1 && isServerError(error) },
    },
  });
}

function isServerError(error: unknown): boolean {
  const status = (error as { data?: { httpStatus?: number } | null }).data?.httpStatus;
  return status === undefined || status >= 500;
}
