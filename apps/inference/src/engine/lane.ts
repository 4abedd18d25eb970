import { createFifo, type Fifo } from './fifo.ts';
import { createFlow, type Flow } from './flow.ts';

/** The flows of one priority class: by key, and in the order of their turns. */
export interface Lane<Text> {
  flows: Map<string, Flow<Text>>;
  ring: Fifo<Flow<Text>>;
  flowOf(key: string, firstDeficit: number): Flow<Text>;
  forgetIfEmpty(flow: Flow<Text>): void;
  texts(): number;
  tokens(): number;
  /** What waits, in milliseconds of all workers together. */
  ms(): number;
}

export function createLane<Text>(): Lane<Text> {
  const flows = new Map<string, Flow<Text>>();
  const ring = createFifo<Flow<Text>>();
  const total = (count: (flow: Flow<Text>) => number) => {
    let sum = 0;
    for (const flow of flows.values()) sum += count(flow);
    return sum;
  };
  return {
    flows,
    ring,
    flowOf(key, firstDeficit) {
      const known = flows.get(key);
      if (known) return known;
      // A newcomer may start at once when its turn comes, and its turn comes after those already waiting.
      const flow = createFlow<Text>(key, firstDeficit);
      flows.set(key, flow);
      ring.push(flow);
      return flow;
    },
    forgetIfEmpty(flow) {
      // Its place in the ring is cleared when its turn comes.
      if (flow.texts === 0 && flows.get(flow.key) === flow) flows.delete(flow.key);
    },
    texts: () => total((flow) => flow.texts),
    tokens: () => total((flow) => flow.tokens),
    ms: () => total((flow) => flow.ms),
  };
}
