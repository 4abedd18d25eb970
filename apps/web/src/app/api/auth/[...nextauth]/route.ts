import NextAuth from 'next-auth';
import { signInOptions } from '../../../../features/session/sign-in-options.server.ts';

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

async function handle(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(request as never, context as never, signInOptions());
}

export { handle as GET, handle as POST };
