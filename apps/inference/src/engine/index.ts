export { createEngine } from './engine.ts';
export type { EmbedRequest, EmbedResult, Engine, EngineOptions, EngineStats } from './engine-interface.ts';
export { EngineDraining, EngineFailed, EngineOverloaded, ModelNotServed } from './fault.ts';
export type { Priority } from './scheduler.ts';
export { InputTooLong, type InputType, type TokenCount, type Tokenizer } from './tokenize/tokenizer.ts';
