/** Compares what is asked for with what is done, to tell a server that is too small from one with a burst to work off. */
export interface OfferedLoad {
  /** Work asked for, let in or not, in milliseconds. */
  offered(ms: number): void;
  /** Work taken from the queue to be done. */
  served(ms: number): void;
  /** Whether more was asked for than done, second after second. */
  isTooMuch(): boolean;
}

const windowMs = 1_000;
/** More than this over what is done is no fluctuation. */
const excess = 1.2;
/** A burst fills one window, and part of the next where it falls on the edge. */
const windowsTooMuchMin = 3;

/**
 * Clients that wait for their answers ask for as much as is done, however many they are: what they wait is theirs to choose.
 * Clients that don't wait can ask for more than is done for ever, and then the queue must not grow with it. `now` in
 * milliseconds of a clock that never goes back.
 */
export function createOfferedLoad(now: () => number): OfferedLoad {
  let windowEnd = now() + windowMs;
  let asked = 0;
  let done = 0;
  let windowsTooMuch = 0;

  function turn(): void {
    const at = now();
    if (at < windowEnd) return;
    // A second in which nothing was asked for ends it as well.
    const isIdle = at >= windowEnd + windowMs;
    windowsTooMuch = asked > excess * done && !isIdle ? windowsTooMuch + 1 : 0;
    asked = 0;
    done = 0;
    windowEnd = at + windowMs;
  }

  return {
    offered(ms) {
      turn();
      asked += ms;
    },
    served(ms) {
      turn();
      done += ms;
    },
    isTooMuch() {
      turn();
      return windowsTooMuch >= windowsTooMuchMin;
    },
  };
}
