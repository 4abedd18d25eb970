export { createEngine, type EmbedRequest, type EmbedResult, type Engine, type EngineStats } from './engine.ts';
export { EngineDraining, EngineFailed, EngineOverloaded, ModelNotServed } from './fault.ts';
export type { Priority } from './scheduler.ts';
export { InputTooLong, type InputType, type TokenCount, type Tokenizer } from './tokenize/tokenizer.ts';
