import { refuseOverload } from './admission.ts';
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
  /** Padded tokens of a model's batch: CPUs are saturated at 256 to 512 and slower beyond 1,000 (measured). */
  batchTokensMax(model: string): number;
  /** Tokens that a flow may run in each of its turns. */
  quantumTokens: number;
  batchTextsMax: number;
  /** Milliseconds that an interactive batch may take a worker: who comes next waits for it to end, however full it is. */
  interactiveBatchMsMax: number;
  workers(): number;
  /** Tokens that may wait in each priority class; a flow below its share of them is let in beyond. */
  queueTokensMax: number;
  /** The longest estimated wait that a request is let in for, by class. */
  waitMsMax: Record<Priority, number>;
  /** The same for interactive requests while more is asked for than done, second after second: an answer in time or none. */
  overloadWaitMsMax: number;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** How many tokens of a model all workers together do in a millisecond, as last measured. */
  tokensPerMs(model: string): number;
}

export interface Scheduler<Text> {
  /** Takes in all texts of a request or, past the bound, none (EngineOverloaded). Returns what cancels the waiting. */
  enqueue(order: Order, texts: readonly Text[]): () => void;
  /**
   * The texts to run next, all of one model, one class and of similar length; undefined when nothing waits that may run.
   * `freeWorkers`: how many could start now; what waits is shared out between them, unless it is too little to be worth it.
   */
  next(turn?: Turn): Batch<Text> | undefined;
  waiting(): { texts: number; tokens: number };
}

export interface Turn {
  freeWorkers: number;
  /** Whether a batch of the batch class may start, of those that wait the slowest of which may take a worker so long. */
  allowsBatch(batchMs: () => number): boolean;
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

  function choosePriority(allowsBatch: Turn['allowsBatch']): Priority {
    const isBatchTurn = lanes.interactive.texts() === 0 || interactiveTurns >= interactiveTurnsMax;
    if (isBatchTurn && lanes.batch.texts() > 0 && allowsBatch(() => slowestBatchMs(lanes.batch, options))) {
      interactiveTurns = 0;
      return 'batch';
    }
    interactiveTurns++;
    return 'interactive';
  }

  return {
    enqueue(order, texts) {
      const lane = lanes[order.priority];
      const rate = options.tokensPerMs(order.model);
      const tokens = texts.reduce((sum, text) => sum + text.length, 0);
      const aheadMs = order.priority === 'batch' ? lanes.interactive.ms() : 0;
      if (order.priority === 'interactive') load.offered(tokens / rate);
      refuseOverload(lane, order, { tokens, aheadMs, isTooMuch: load.isTooMuch() }, options);
      const flow = lane.flowOf(order.fairnessKey, options.quantumTokens);
      const tickets = texts.map((text) => {
        const { length } = text;
        const ticket: Ticket<Text> = { text, length, ms: length / rate, sequence: sequence++ };
        pushTicket(flow, kindOf(order, length), ticket);
        return ticket;
      });
      return () => {
        for (const ticket of tickets) takeTicket(flow, ticket);
        lane.forgetIfEmpty(flow);
      };
    },
    next({ freeWorkers, allowsBatch } = { freeWorkers: 1, allowsBatch: () => true }) {
      const priority = choosePriority(allowsBatch);
      const lane = lanes[priority];
      const leader = nextLeader(lane, options.quantumTokens);
      if (!leader) return undefined;
      const model = modelOf(leader.kind);
      const rate = options.tokensPerMs(model);
      const most =
        priority === 'batch' ? Number.POSITIVE_INFINITY : (options.interactiveBatchMsMax * rate) / options.workers();
      // Less than a millisecond's work is done sooner than another thread is woken for a part of it.
      const share = Math.max(lane.tokens() / freeWorkers, rate);
      const texts = fillBatch(lane, leader, options, Math.min(options.batchTokensMax(model), share, most));
      if (priority === 'interactive') load.served(texts.reduce((sum, { length }) => sum + length, 0) / rate);
      return { model, priority, texts };
    },
    waiting: () => ({
      texts: lanes.interactive.texts() + lanes.batch.texts(),
      tokens: lanes.interactive.tokens() + lanes.batch.tokens(),
    }),
  };
}

/** How long a full batch of the slowest model that waits takes a worker. */
function slowestBatchMs<Text>(lane: Lane<Text>, { batchTokensMax, workers, tokensPerMs }: SchedulerOptions): number {
  let slowest = 0;
  for (const flow of lane.flows.values()) {
    for (const kind of flow.queues.keys()) {
      const model = modelOf(kind);
      slowest = Math.max(slowest, (batchTokensMax(model) * workers()) / tokensPerMs(model));
    }
  }
  return slowest;
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
  { quantumTokens, ...options }: SchedulerOptions,
  tokensMax: number,
) {
  const batchTextsMax = leader.kind.startsWith(alone) ? 1 : options.batchTextsMax;
  const texts: Text[] = [];
  let longest = 0;
  // A flow that already rode along for a whole budget waits for its own turn: that bounds what it can gain.
  let riders = [...lane.flows.values()].filter(
    (flow) => flow !== leader.flow && flow.deficit > -quantumTokens && flow.queues.has(leader.kind),
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
  return texts;
}

const alone = 'alone ';

/** Texts of one kind may share a batch, except those that must run alone. */
function kindOf(order: Order, tokens: number): string {
  return order.batchable ? `${lengthClass(tokens)} ${order.model}` : `${alone}${order.model}`;
}

function modelOf(kind: string): string {
  return kind.slice(kind.indexOf(' ') + 1);
}
