import type { FastifyInstance } from 'fastify';

/** Routes as the server itself tells them; HEAD comes with every GET, OPTIONS with CORS. */
export function routesOf(server: FastifyInstance): string[] {
  const routes: string[] = [];
  const branches: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (\S+) \(([^)]*)\)/.exec(line);
    const [, indent = '', segment = '', methods = ''] = match ?? [];
    branches.length = indent.length / 4;
    branches.push(segment);
    if (!match) continue;
    for (const method of methods.split(', '))
      if (method !== 'HEAD' && method !== 'OPTIONS') routes.push(`${method} ${branches.join('')}`);
  }
  return routes;
}
