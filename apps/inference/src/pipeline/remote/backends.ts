import type { Endpoints } from './endpoint-health.ts';
import type { RemoteModel } from './served-model.ts';

/** What serves a model: how many there are, how many of them may be asked now, and whether the first of them is being tried again. */
export type Backends = { total: number; active: number; isProbing: boolean };

/** Its endpoint and its fallback's, by what this process knows of them. One that rests is not active; one that is probed is. */
export function backendsOf({ id, fallback }: RemoteModel, endpoints: Pick<Endpoints, 'phase'>): Backends {
  const phases = [id, ...(fallback ? [fallback.remote.id] : [])].map((one) => endpoints.phase(one));
  return {
    total: phases.length,
    active: phases.filter((phase) => phase !== 'open').length,
    isProbing: phases[0] === 'half_open',
  };
}
