import type { Ids } from './ids.ts';

const slotsMax = 131_072;
const entriesMax = slotsMax / 2;
const unitsMax = 1 << 20;
const idsMax = 1 << 19;
/** Words made to share a hash cost no more than this many looks each. */
const probesMax = 8;
/** Numbers an entry: hash, first unit, count of units, first id, count of ids. */
const entrySize = 5;

/** Words longer than this are not remembered: they seldom come twice. */
export const cachedUnitsMax = 32;

/**
 * Remembers the ids of words, without an object or a string for any of them. Bounded: once full, it is emptied and
 * fills again with the words of the day, which costs less than keeping track of use at every look-up.
 */
export class WordCache {
  private readonly slots = new Int32Array(slotsMax);
  private readonly entries = new Int32Array(entrySize * (entriesMax + 1));
  private readonly units = new Uint16Array(unitsMax);
  private readonly ids = new Int32Array(idsMax);
  private entryCount = 0;
  private unitCount = 0;
  private idCount = 0;

  /** Appends the ids of the word `units[from..to)` to `out`; false when it is not remembered. */
  find(units: Uint16Array, from: number, to: number, hash: number, out: Ids): boolean {
    const { slots, entries } = this;
    const first = spread(hash);
    for (let probe = 0; probe < probesMax; probe++) {
      const at = slots[(first + probe) & (slotsMax - 1)] as number;
      if (at === 0) return false;
      if (entries[at] === hash && entries[at + 2] === to - from && this.same(units, from, to, at)) {
        const id = entries[at + 3] as number;
        if (entries[at + 4] === 1) out.push(this.ids[id] as number);
        else out.pushAll(this.ids, id, id + (entries[at + 4] as number));
        return true;
      }
    }
    return false;
  }

  /** Remembers that the word's ids are the ones in `out` from `firstId` on. */
  add(units: Uint16Array, from: number, to: number, hash: number, out: Ids, firstId: number): void {
    const count = out.length - firstId;
    const isFull =
      this.entryCount === entriesMax || this.unitCount + to - from > unitsMax || this.idCount + count > idsMax;
    if (isFull) this.clear();
    const at = entrySize * ++this.entryCount;
    this.slots[this.slotFor(hash)] = at;
    this.entries[at] = hash;
    this.entries[at + 1] = this.unitCount;
    this.entries[at + 2] = to - from;
    this.entries[at + 3] = this.idCount;
    this.entries[at + 4] = count;
    for (let unit = from; unit < to; unit++) this.units[this.unitCount++] = units[unit] as number;
    for (let id = firstId; id < out.length; id++) this.ids[this.idCount++] = out.values[id] as number;
  }

  /** A free slot, or one whose word is forgotten for this. */
  private slotFor(hash: number): number {
    const first = spread(hash);
    for (let probe = 0; probe < probesMax; probe++) {
      const slot = (first + probe) & (slotsMax - 1);
      if (this.slots[slot] === 0) return slot;
    }
    return first;
  }

  private same(units: Uint16Array, from: number, to: number, at: number): boolean {
    let own = this.entries[at + 1] as number;
    for (let unit = from; unit < to; unit++) if (units[unit] !== this.units[own++]) return false;
    return true;
  }

  private clear(): void {
    this.slots.fill(0);
    this.entryCount = 0;
    this.unitCount = 0;
    this.idCount = 0;
  }
}

function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) & (slotsMax - 1);
}
