import { EngineOverloaded } from './fault.ts';
import type { Lane } from './lane.ts';
import type { Order, SchedulerOptions } from './scheduler.ts';

/**
 * Refuses a request that would wait too long or overfill the queue. A flow has a fair share of the queue for itself,
 * so a flood fills its own share and not that of the others; a request into an empty queue is always let in.
 */
export function refuseOverload<Text>(
  lane: Lane<Text>,
  order: Order,
  { tokens, aheadMs, isTooMuch }: { tokens: number; aheadMs: number; isTooMuch: boolean },
  { queueTokensMax, waitMsMax, overloadWaitMsMax, tokensPerMs }: SchedulerOptions,
): void {
  const waiting = lane.tokens();
  if (waiting === 0) return;
  const own = lane.flows.get(order.fairnessKey);
  const flows = lane.flows.size + (own ? 0 : 1);
  const overfull = Math.min(waiting + tokens, ((own?.tokens ?? 0) + tokens) * flows) - queueTokensMax;
  const waitMs = aheadMs + Math.min(lane.ms(), (own?.ms ?? 0) * flows);
  const limitMs = isTooMuch && order.priority === 'interactive' ? overloadWaitMsMax : waitMsMax[order.priority];
  const excessMs = Math.max(overfull / tokensPerMs(order.model), waitMs - limitMs);
  if (excessMs > 0) throw new EngineOverloaded(excessMs);
}
