// The engine's door. Its errors are in fault.ts and tokenize/tokenizer.ts, free of native code for those who only map them.
export { createEngine } from './engine.ts';
export type { Engine } from './engine-interface.ts';
