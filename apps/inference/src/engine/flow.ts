import { createFifo, type Fifo } from './fifo.ts';

/**
 * A text waiting to be run; `text` is null once it was taken or cancelled. A cancelled ticket lies in its queue
 * until it comes to the front.
 */
export interface Ticket<Text> {
  text: Text | null;
  readonly length: number;
  /** How long all workers together take for it, by what was known when it came. */
  readonly ms: number;
  readonly sequence: number;
}

/** What one fairness key has waiting in one class, in a queue per kind of batch (model and length class). */
export interface Flow<Text> {
  readonly key: string;
  readonly queues: Map<string, Fifo<Ticket<Text>>>;
  /** Tokens this flow may still be served before the others have their turn; negative after riding along. */
  deficit: number;
  texts: number;
  tokens: number;
  ms: number;
}

export function createFlow<Text>(key: string, deficit: number): Flow<Text> {
  return { key, queues: new Map(), deficit, texts: 0, tokens: 0, ms: 0 };
}

export function pushTicket<Text>(flow: Flow<Text>, kind: string, ticket: Ticket<Text>): void {
  let queue = flow.queues.get(kind);
  if (!queue) {
    queue = createFifo();
    flow.queues.set(kind, queue);
  }
  queue.push(ticket);
  flow.texts++;
  flow.tokens += ticket.length;
  flow.ms += ticket.ms;
}

/** The text that has waited longest, and the kind of batch it belongs to. */
export function oldestTicket<Text>(flow: Flow<Text>): { kind: string; ticket: Ticket<Text> } | undefined {
  let oldest: { kind: string; ticket: Ticket<Text> } | undefined;
  for (const kind of flow.queues.keys()) {
    const ticket = firstTicket(flow, kind);
    if (ticket && (!oldest || ticket.sequence < oldest.ticket.sequence)) oldest = { kind, ticket };
  }
  return oldest;
}

/** The first living ticket of a kind; cancelled ones before it, and a queue that ran empty, are thrown away. */
export function firstTicket<Text>(flow: Flow<Text>, kind: string): Ticket<Text> | undefined {
  const queue = flow.queues.get(kind);
  if (!queue) return undefined;
  while (queue.peek()?.text === null) queue.shift();
  if (queue.size === 0) flow.queues.delete(kind);
  return queue.peek();
}

/** Takes a waiting ticket's text away, to run it or to cancel it: it no longer counts. Null when already taken. */
export function takeTicket<Text>(flow: Flow<Text>, ticket: Ticket<Text>): Text | null {
  const { text } = ticket;
  if (text === null) return null;
  ticket.text = null;
  flow.texts--;
  flow.tokens -= ticket.length;
  // An empty flow has no remainder from adding and taking away.
  flow.ms = flow.texts === 0 ? 0 : flow.ms - ticket.ms;
  return text;
}
