import { ModelRefused } from '../isolated/model-refused.ts';
import type { Body, Model } from './read-model.ts';

/** Operators after every call of a function was replaced by what is in it, as the runtime does. */
const EXPANDED_MAX = 200_000;

/** Refuses functions that call themselves, and few that call each other so often that they become billions. Throws ModelRefused. */
export function refuseEndlessFunctions({ main, functions }: Model): void {
  const sizes = new Map<string, number>();
  const open = new Set<string>();

  const sizeOf = (body: Body): number => {
    let size = body.nodes;
    for (const [name, times] of body.calls) {
      size += times * sizeOfFunction(name);
      if (size > EXPANDED_MAX) {
        throw new ModelRefused(
          `The functions of the graph come to more than ${EXPANDED_MAX} operators when they are written out. Export the model with its functions inlined.`,
        );
      }
    }
    return size;
  };
  const sizeOfFunction = (name: string): number => {
    const known = sizes.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) {
      throw new ModelRefused('A function of the graph calls itself. Export the model with its functions inlined.');
    }
    open.add(name);
    if (open.size > NESTED_MAX) throw new ModelRefused('Functions of the graph call each other too deep. Inline them.');
    const size = sizeOf(functions.get(name) ?? { nodes: 0, calls: new Map() });
    open.delete(name);
    sizes.set(name, size);
    return size;
  };
  sizeOf(main);
  for (const body of functions.values()) sizeOf(body);
}

const NESTED_MAX = 64;
