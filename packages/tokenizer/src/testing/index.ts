export * from './bundled-tokenizer.ts';
export * from './language-sample.ts';
export * from './small-word-piece.ts';
export * from './texts.ts';
export * from './word-piece.ts';
