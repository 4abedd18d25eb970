/**
 * The pieces of a vocabulary as a trie over UTF-16 units, in one flat hash table of its edges: a step costs one probe
 * and mostly one cache line, and building it is one insertion a unit (a double array is smaller, but takes longer to
 * build than the whole vocabulary takes to read).
 */
export class Trie {
  static readonly root = 0;
  /** Units of the longest piece. */
  longest = 0;
  /** Four numbers an edge: parent node, unit, child node (0: the slot is free), value + 1 of the piece ending there. */
  private edges: Int32Array;
  private mask: number;
  private nodes = 1;
  private isHalved = false;

  /** `pieces`: about how many will come; mostly twice as many edges. */
  constructor(pieces: number) {
    const slots = 2 ** Math.ceil(Math.log2(4 * pieces + 64));
    this.edges = new Int32Array(4 * slots);
    this.mask = slots - 1;
  }

  /** The slot of the edge that leads from a node by a unit, or -1. `child` and `value` read it. */
  step(node: number, unit: number): number {
    const { edges, mask } = this;
    for (let slot = hash(node, unit) & mask; ; slot = (slot + 1) & mask) {
      const at = 4 * slot;
      if (edges[at + 2] === 0) return -1;
      if (edges[at] === node && edges[at + 1] === unit) return at;
    }
  }

  child(slot: number): number {
    return this.edges[slot + 2] as number;
  }

  /** The value of the piece that ends with this edge, or -1. */
  value(slot: number): number {
    return (this.edges[slot + 3] as number) - 1;
  }

  /** The value of a piece. */
  find(piece: string): number | undefined {
    let node = Trie.root;
    let slot = -1;
    for (let at = 0; at < piece.length; at++) {
      slot = this.step(node, piece.charCodeAt(at));
      if (slot < 0) return undefined;
      node = this.child(slot);
    }
    return slot < 0 || this.value(slot) < 0 ? undefined : this.value(slot);
  }

  /** Whether a piece begins or ends between the two units of a character, so that it could end there in a text. */
  hasHalfCharacter(): boolean {
    return this.isHalved;
  }

  /** Adds a piece, from its unit `from` on. False when it is there already, or is empty. */
  add(piece: string, value: number, from = 0): boolean {
    let node = Trie.root;
    let slot = -1;
    let isOpen = false;
    for (let at = from; at < piece.length; at++) {
      const unit = piece.charCodeAt(at);
      if ((unit & 0xf800) === 0xd800 || isOpen) {
        if (isOpen !== ((unit & 0xfc00) === 0xdc00)) this.isHalved = true;
        isOpen = (unit & 0xfc00) === 0xd800;
      }
      slot = this.stepOrGrow(node, unit);
      node = this.child(slot);
    }
    if (isOpen) this.isHalved = true;
    if (slot < 0 || this.edges[slot + 3] !== 0) return false;
    this.edges[slot + 3] = value + 1;
    this.longest = Math.max(this.longest, piece.length - from);
    return true;
  }

  private stepOrGrow(node: number, unit: number): number {
    const found = this.step(node, unit);
    if (found >= 0) return found;
    if (2 * this.nodes > this.mask) this.grow();
    return this.put(node, unit, this.nodes++, 0);
  }

  private put(node: number, unit: number, child: number, value: number): number {
    let slot = hash(node, unit) & this.mask;
    while (this.edges[4 * slot + 2] !== 0) slot = (slot + 1) & this.mask;
    const at = 4 * slot;
    this.edges[at] = node;
    this.edges[at + 1] = unit;
    this.edges[at + 2] = child;
    this.edges[at + 3] = value;
    return at;
  }

  private grow(): void {
    const old = this.edges;
    this.edges = new Int32Array(2 * old.length);
    this.mask = 2 * this.mask + 1;
    for (let at = 0; at < old.length; at += 4) {
      if (old[at + 2] === 0) continue;
      this.put(old[at] as number, old[at + 1] as number, old[at + 2] as number, old[at + 3] as number);
    }
  }
}

function hash(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
