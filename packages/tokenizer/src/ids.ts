/** A growing list of token ids in one flat array. */
export class Ids {
  values = new Int32Array(512);
  length = 0;

  push(id: number): void {
    if (this.length === this.values.length) this.reserve(1);
    this.values[this.length++] = id;
  }

  pushAll(source: Int32Array, from: number, to: number): void {
    if (this.length + to - from > this.values.length) this.reserve(to - from);
    for (let at = from; at < to; at++) this.values[this.length++] = source[at] as number;
  }

  /** The ids so far as an array of their own. */
  copy(): Int32Array {
    return this.values.slice(0, this.length);
  }

  private reserve(more: number): void {
    const grown = new Int32Array(Math.max(2 * this.values.length, this.length + more));
    grown.set(this.values);
    this.values = grown;
  }
}
