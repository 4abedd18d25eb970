/** A model that can't be served, or gave nothing usable. Its message is for whoever uploaded it: what, where, what to do. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';
  /** It runs, and its numbers are no vectors. */
  readonly isUnusable: boolean;
  constructor(message: string, isUnusable = false) {
    super(message);
    this.isUnusable = isUnusable;
  }
}
