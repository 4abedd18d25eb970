/** The queue is full: nothing of the request was taken in. `waitMs` is the honest time until it may be tried again. */
export class EngineOverloaded extends Error {
  override readonly name = 'EngineOverloaded';
  readonly waitMs: number;
  constructor(waitMs: number) {
    super(`The inference queue is full; the wait is about ${Math.ceil(waitMs)} ms.`);
    this.waitMs = waitMs;
  }
}

/** The engine is shutting down and takes no new work. */
export class EngineDraining extends Error {
  override readonly name = 'EngineDraining';
  constructor() {
    super('The inference engine is shutting down.');
  }
}

/** The work was taken in but could not be done. The message is for the operator's log, not for a client. */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';
}

/** No model of this id is loaded: it was never added, or was removed meanwhile. */
export class ModelNotServed extends Error {
  override readonly name = 'ModelNotServed';
  constructor(model: string) {
    super(`Model ${model} is not loaded in the inference engine.`);
  }
}
