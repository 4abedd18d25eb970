/** A first-in, first-out queue with constant-time ends (an array's own shift is linear). */
export interface Fifo<Item> {
  readonly size: number;
  push(item: Item): void;
  peek(): Item | undefined;
  shift(): Item | undefined;
}

export function createFifo<Item>(): Fifo<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    get size() {
      return items.length - head;
    },
    push(item) {
      items.push(item);
    },
    peek: () => items[head],
    shift() {
      const item = items[head];
      if (head < items.length) head++;
      // The used-up front is given back once it is the larger part, so that a busy queue does not grow for ever.
      if (head > 1024 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
  };
}
