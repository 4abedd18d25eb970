import { hasLongMarkRun, orderMarks } from './mark-order.ts';
import { unnormalized } from './unicode-versions.ts';

export type NormalForm = 'NFKC' | 'NFD';

const joiningJamo = /^[\u1160-\u11ff\ud7b0-\ud7ff]/;
const unnormalizedRuns = new RegExp(`(${unnormalized.source}+)`, 'u');

/** Whether a text of such characters alone is its own NFKC. */
export function isComposed(character: string): boolean {
  if (unnormalized.test(character)) return true;
  return startsAnew(character) && character.normalize('NFKC') === character;
}

/** Whether text may be cut before this character: normalising joins or moves nothing across the cut. */
export function startsAnew(character: string): boolean {
  const decomposed = character.normalize('NFKD');
  return !/^\p{M}/u.test(decomposed) && !joiningJamo.test(decomposed);
}

/**
 * The normal form as the official package has it, in parts. Characters younger than its Unicode stand still there
 * and part their neighbours. Pauses (an empty part) within text that is made to be slow.
 */
export function* normalForm(text: string, form: NormalForm): Generator<string> {
  for (const part of unnormalized.test(text) ? text.split(unnormalizedRuns) : [text]) {
    if (part === '') continue;
    if (unnormalized.test(part)) yield part;
    else if (hasLongMarkRun(part)) yield* ofLongMarkRuns(part, form);
    else yield part.normalize(form);
  }
}

function* ofLongMarkRuns(text: string, form: NormalForm): Generator<string> {
  const order = orderMarks(text, form === 'NFKC' ? 'NFKD' : 'NFD');
  for (;;) {
    const step = order.next();
    yield step.done ? step.value.normalize(form) : '';
    if (step.done) return;
  }
}
