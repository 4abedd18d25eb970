import { Fault } from '@gridsky/api/domain';
import { appRouter } from '@gridsky/api/routers';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { environment } from '../../../../env.ts';
import { apiContext } from '../../../../features/session/api-context.server.ts';
import { refuseCrossOrigin } from '../../../../features/session/origin.ts';

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: () => {
      checkOrigin(request);
      return apiContext();
    },
  });
}

function checkOrigin(request: Request): void {
  try {
    refuseCrossOrigin(request, environment().publicUrl);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new TRPCError({ code: 'FORBIDDEN', message: error.message, cause: error });
  }
}

export { handle as GET, handle as POST };
