/** Why the fast path leaves a tokenizer.json to the official package. */
export class NotFast extends Error {
  override readonly name = 'NotFast';
}
