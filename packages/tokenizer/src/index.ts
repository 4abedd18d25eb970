// Our own tokenizer, in TypeScript alone: the API counts with it, and so does the browser. Knows no file and no model folder.
export { type FastTokenizer, fastEncoder } from './fast-encoder.ts';
export { createLoopShare, type LoopShare } from './loop-share.ts';
export { NotFast } from './not-fast.ts';
export { readFastTokenizer } from './read-tokenizer.ts';
export type { EncoderOptions, TokenEncoder } from './token-encoder.ts';
