/** Runs of marks so long that ICU's sorting by insertion would be felt: it takes seconds for 64,000 of them. */
const longRun = /[\p{M}\uff9e\uff9f]{64,}/gu;
const charactersAtOnce = 4096;

/** Whether the text has a run of combining marks that must be put in order before ICU sees it. */
export function hasLongMarkRun(text: string): boolean {
  return text.search(longRun) >= 0;
}

/**
 * Decomposes long runs of combining marks and puts them in canonical order, in linear time: an equivalent text, on
 * which ICU's normal forms take linear time too. Pauses now and then; the text is the result.
 */
export function* orderMarks(text: string, decomposition: 'NFD' | 'NFKD'): Generator<void, string> {
  let ordered = '';
  let end = 0;
  for (const run of text.matchAll(longRun)) {
    ordered += text.slice(end, run.index) + (yield* orderRun(run[0], decomposition));
    end = run.index + run[0].length;
  }
  return ordered + text.slice(end);
}

function* orderRun(run: string, decomposition: 'NFD' | 'NFKD'): Generator<void, string> {
  const ranks = ranksOf(new Set([...new Set(run)].flatMap((character) => [...character.normalize(decomposition)])));
  const decomposed = new Map<string, string[]>();
  let groups: string[][] = [];
  let count = 0;
  let ordered = '';
  const close = () => {
    for (const group of groups) if (group) ordered += group.join('');
    groups = [];
  };
  for (const character of run) {
    if (++count % charactersAtOnce === 0) yield;
    let parts = decomposed.get(character);
    if (!parts) {
      parts = [...character.normalize(decomposition)];
      decomposed.set(character, parts);
    }
    for (const part of parts) {
      const rank = ranks.get(part) ?? 0;
      if (rank === 0) {
        close();
        ordered += part;
      } else {
        groups[rank] ??= [];
        groups[rank].push(part);
      }
    }
  }
  close();
  return ordered;
}

/** Whether normalising may move this character past its neighbours (its canonical combining class is not 0). */
export function isMoving(character: string): boolean {
  return comesBefore(character, '\u0345') || comesBefore('\u0334', character);
}

/**
 * The marks' order by canonical combining class, from 1; marks that never move have 0. JavaScript does not tell the
 * classes, but normalising two marks tells which comes first.
 */
function ranksOf(marks: Iterable<string>): Map<string, number> {
  const moving = [...marks].filter(isMoving);
  moving.sort((a, b) => (comesBefore(a, b) ? -1 : comesBefore(b, a) ? 1 : 0));
  const ranks = new Map<string, number>();
  let rank = 0;
  moving.forEach((mark, at) => {
    const previous = moving[at - 1];
    if (previous === undefined || comesBefore(previous, mark)) rank++;
    ranks.set(mark, rank);
  });
  return ranks;
}

/** Whether normalising moves the first mark before the second. U+0334 comes before all others, U+0345 after. */
function comesBefore(first: string, second: string): boolean {
  return (second + first).normalize('NFD') !== second + first;
}
