/** The routes of the server, as it registered them: what a path could have been asked with. */
export type KnownRoutes = {
  add(method: string | string[], pattern: string): void;
  /** Methods of all routes that fit a path, sorted; empty: the path is unknown. */
  methodsOf(path: string): string[];
};

export function createKnownRoutes(): KnownRoutes {
  const routes = new Map<string, { fits: RegExp; methods: Set<string> }>();
  return {
    add(method, pattern) {
      const route = routes.get(pattern) ?? { fits: patternOf(pattern), methods: new Set(['OPTIONS']) };
      for (const one of [method].flat()) route.methods.add(one);
      routes.set(pattern, route);
    },
    methodsOf(path) {
      const fitting = [...routes.values()].filter(({ fits }) => fits.test(path));
      return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].sort();
    },
  };
}

/** `/v1/models/:id` fits one segment in the place of each name. */
function patternOf(pattern: string): RegExp {
  const segments = pattern.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
