import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { wireTransformer } from '../domain/wire-value.ts';
import type { ApiContext } from '../routers/context.ts';
import { appRouter } from '../routers/index.ts';

export type Answer = { status: number; body: string };

/** Calls a procedure as a browser does, over HTTP: the answer is what would go out, byte for byte. */
export async function callProcedure(context: ApiContext, path: string, input?: unknown): Promise<Answer> {
  const url = new URL(`http://localhost/api/trpc/${path}`);
  const body = JSON.stringify(wireTransformer.serialize(input));
  const mutation = typeOf(path) === 'mutation';
  if (!mutation) url.searchParams.set('input', body);
  const post = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
  const response = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: new Request(url, mutation ? post : {}),
    router: appRouter,
    createContext: () => context,
  });
  return { status: response.status, body: await response.text() };
}

/** Every procedure of the API by its dotted path, with its kind. */
export function listProcedures(): { path: string; type: string }[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    // Flat at run time, under dotted paths, though typed as the nested record that it was made from.
    const { _def } = procedure as unknown as { _def: { type: string } };
    return { path, type: _def.type };
  });
}

function typeOf(path: string): string {
  const found = listProcedures().find((procedure) => procedure.path === path);
  if (!found) throw new Error(`no procedure ${path}`);
  return found.type;
}
