import type { Engine } from '../engine/index.ts';
import type { Target } from './route.ts';

/** From so many tokens a request is bulk work: nobody waits in front of it, and it yields to those who do. */
const BULK_TOKENS = 2_048;

/** Models that this process serves itself. `fairnessKey`: whoever shares it shares a turn. */
export function localTarget(engine: Pick<Engine, 'embed'>): (fairnessKey: string) => Target {
  return (fairnessKey) => async (admission, signal) => {
    const { model, ids, tokens, dimensions } = admission;
    const priority = tokens < BULK_TOKENS ? 'interactive' : 'batch';
    return engine.embed({ model: model.id, tokens: ids, dimensions, fairnessKey, priority, signal });
  };
}
