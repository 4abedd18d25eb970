/** A model folder or graph that cannot be served. The message is one sentence that names the file and the trouble. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
}
