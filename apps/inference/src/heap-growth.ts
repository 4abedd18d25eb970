import { setFlagsFromString } from 'node:v8';

/**
 * How far the heap grows, in percent of what is alive, before all of it is collected. V8 decides by how fast a process allocates, and lets one
 * with few requests grow by 10 %: their buffers come to that after some 250 of them, and then two cores are busy for 30 ms with marking what
 * lives for ever. That was the slowest of each hundred requests. Under load V8's own choice is 100 % and more.
 */
const PERCENT = 100;

/** For this process and all of its threads, from now on. */
export function setHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${PERCENT}`);
}
