import { EngineOverloaded } from './fault.ts';
import { type Flow, firstTicket, oldestTicket, pushTicket, type Ticket, takeTicket } from './flow.ts';
import { createLane, type Lane } from './lane.ts';
import { lengthClass } from './length-class.ts';
import { createOfferedLoad } from './offered-load.ts';

export type Priority = 'interactive' | 'batch';

/** What all texts of one request have in common. `batchable` false gives every text a batch of its own. */
export interface Order {
  model: string;
  fairnessKey: string;
  priority: Priority;
  batchable: boolean;
}

export interface SchedulerOptions {
  /** Padded tokens of a batch: CPUs are saturated at 256 to 512 and slower beyond 1,000 (measured). */
  batchTokensMax: number;
  batchTextsMax: number;
  /** Milliseconds that an interactive batch may take a worker: who comes next waits for it to end, however full it is. */
  interactiveBatchMsMax: number;
  workers: number;
  /** Tokens that may wait in each priority class; a flow below its share of them is let in beyond. */
  queueTokensMax: number;
  /** The longest estimated wait that a request is let in for, by class. */
  waitMsMax: Record<Priority, number>;
  /** The same for interactive requests while more is asked for than done, second after second: an answer in time or none. */
  overloadWaitMsMax: number;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** How many tokens all workers together do in a millisecond, as last measured. */
  tokensPerMs(): number;
}

export interface Scheduler<Text> {
  /** Takes in all texts of a request or, past the bound, none (EngineOverloaded). Returns what cancels the waiting. */
  enqueue(order: Order, texts: readonly Text[]): () => void;
  /**
   * The texts to run next, all of one model, one class and of similar length; undefined when nothing waits that may run.
   * `freeWorkers`: how many could start now; what waits is shared out between them, unless it is too little to be worth it.
   * `allowsBatch` false: interactive texts only.
   */
  next(turn?: Turn): Batch<Text> | undefined;
  waiting(): { texts: number; tokens: number };
}

export interface Turn {
  freeWorkers: number;
  allowsBatch: boolean;
}

export interface Batch<Text> {
  model: string;
  priority: Priority;
  texts: Text[];
}

/** After so many interactive batches in a row a waiting batch-class text has its turn, so that it never starves. */
const interactiveTurnsMax = 8;

/**
 * Decides what runs next: a pure structure without threads or time. Texts wait per fairness key (a flow); flows have
 * their turns by deficit round robin on tokens. The flow whose turn it is gives its oldest text, and texts of the
 * same model and length class join it up to the token budget, one from each flow per round; whoever joins is charged.
 */
export function createScheduler<Text extends { length: number }>(options: SchedulerOptions): Scheduler<Text> {
  const lanes: Record<Priority, Lane<Text>> = { interactive: createLane(), batch: createLane() };
  const load = createOfferedLoad(options.now);
  let sequence = 0;
  let interactiveTurns = 0;

  function choosePriority(allowsBatch: boolean): Priority {
    const isBatchTurn = interactiveTurns >= interactiveTurnsMax && lanes.batch.texts() > 0;
    if (allowsBatch && (lanes.interactive.texts() === 0 || isBatchTurn)) {
      interactiveTurns = 0;
      return 'batch';
    }
    interactiveTurns++;
    return 'interactive';
  }

  return {
    enqueue(order, texts) {
      const lane = lanes[order.priority];
      const tokens = texts.reduce((sum, text) => sum + text.length, 0);
      const ahead = order.priority === 'batch' ? lanes.interactive.tokens() : 0;
      if (order.priority === 'interactive') load.offered(tokens);
      refuseOverload(lane, order, tokens, ahead, load.isTooMuch(), options);
      const flow = lane.flowOf(order.fairnessKey, options.batchTokensMax);
      const tickets = texts.map((text) => {
        const ticket: Ticket<Text> = { text, length: text.length, sequence: sequence++ };
        pushTicket(flow, kindOf(order, text.length), ticket);
        return ticket;
      });
      return () => {
        for (const ticket of tickets) takeTicket(flow, ticket);
        lane.forgetIfEmpty(flow);
      };
    },
    next({ freeWorkers, allowsBatch } = { freeWorkers: 1, allowsBatch: true }) {
      const priority = choosePriority(allowsBatch);
      const lane = lanes[priority];
      const leader = nextLeader(lane, options.batchTokensMax);
      if (!leader) return undefined;
      const batch = fillBatch(lane, leader, options, budget(priority, lane.tokens() / freeWorkers, options));
      if (priority === 'interactive') load.served(batch.texts.reduce((sum, { length }) => sum + length, 0));
      return { ...batch, priority };
    },
    waiting: () => ({
      texts: lanes.interactive.texts() + lanes.batch.texts(),
      tokens: lanes.interactive.tokens() + lanes.batch.tokens(),
    }),
  };
}

/** Padded tokens of the next batch, of which a worker's share is waiting. */
function budget(
  priority: Priority,
  share: number,
  { batchTokensMax, interactiveBatchMsMax, workers, tokensPerMs }: SchedulerOptions,
): number {
  const rate = tokensPerMs();
  const most =
    priority === 'batch' ? batchTokensMax : Math.min(batchTokensMax, (interactiveBatchMsMax * rate) / workers);
  // Less than a millisecond's work is done sooner than another thread is woken for a part of it.
  return Math.min(most, Math.max(share, rate));
}

/** Turns the ring until a flow may pay for its oldest text, giving each flow passed another budget's worth. */
function nextLeader<Text>(lane: Lane<Text>, quantum: number): Leader<Text> | undefined {
  for (let flow = lane.ring.peek(); flow; flow = lane.ring.peek()) {
    const oldest = oldestTicket(flow);
    if (oldest && flow.deficit >= oldest.ticket.length) return { flow, ...oldest };
    lane.ring.shift();
    if (!oldest) continue;
    flow.deficit += quantum;
    lane.ring.push(flow);
  }
  return undefined;
}

interface Leader<Text> {
  flow: Flow<Text>;
  kind: string;
  ticket: Ticket<Text>;
}

function fillBatch<Text>(
  lane: Lane<Text>,
  leader: Leader<Text>,
  { batchTokensMax, ...options }: SchedulerOptions,
  tokensMax: number,
) {
  const batchTextsMax = leader.kind.startsWith(alone) ? 1 : options.batchTextsMax;
  const texts: Text[] = [];
  let longest = 0;
  // A flow that already rode along for a whole budget waits for its own turn: that bounds what it can gain.
  let riders = [...lane.flows.values()].filter(
    (flow) => flow !== leader.flow && flow.deficit > -batchTokensMax && flow.queues.has(leader.kind),
  );
  riders.unshift(leader.flow);
  const served = riders;
  while (riders.length > 0 && texts.length < batchTextsMax) {
    const stay: Flow<Text>[] = [];
    for (const flow of riders) {
      const ticket = firstTicket(flow, leader.kind);
      if (!ticket || texts.length >= batchTextsMax) continue;
      const padded = Math.max(longest, ticket.length) * (texts.length + 1);
      if (texts.length > 0 && padded > tokensMax) continue;
      const text = takeTicket(flow, ticket);
      if (text === null) continue;
      flow.deficit -= ticket.length;
      longest = Math.max(longest, ticket.length);
      texts.push(text);
      stay.push(flow);
    }
    riders = stay;
  }
  for (const flow of served) lane.forgetIfEmpty(flow);
  return { model: modelOf(leader.kind), texts };
}

const alone = 'alone ';

/** Texts of one kind may share a batch, except those that must run alone. */
function kindOf(order: Order, tokens: number): string {
  return order.batchable ? `${lengthClass(tokens)} ${order.model}` : `${alone}${order.model}`;
}

function modelOf(kind: string): string {
  return kind.slice(kind.indexOf(' ') + 1);
}

/**
 * Refuses a request that would wait too long or overfill the queue. A flow has a fair share of the queue for itself,
 * so a flood fills its own share and not that of the others; a request into an empty queue is always let in.
 */
function refuseOverload<Text>(
  lane: Lane<Text>,
  order: Order,
  tokens: number,
  ahead: number,
  isTooMuch: boolean,
  { queueTokensMax, waitMsMax, overloadWaitMsMax, tokensPerMs }: SchedulerOptions,
): void {
  const waiting = lane.tokens();
  if (waiting === 0) return;
  const own = lane.flows.get(order.fairnessKey)?.tokens ?? 0;
  const flows = lane.flows.size + (lane.flows.has(order.fairnessKey) ? 0 : 1);
  const overfull = Math.min(waiting + tokens - queueTokensMax, (own + tokens) * flows - queueTokensMax);
  const waitMs = (ahead + Math.min(waiting, own * flows)) / tokensPerMs();
  const limitMs = isTooMuch && order.priority === 'interactive' ? overloadWaitMsMax : waitMsMax[order.priority];
  const excessMs = Math.max(overfull / tokensPerMs(), waitMs - limitMs);
  if (excessMs > 0) throw new EngineOverloaded(excessMs);
}
