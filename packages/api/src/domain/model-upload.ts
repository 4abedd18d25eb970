// Apart from its schema: the page of own models shows what is said here, and needs no schema library for it.
import type { ModelUpload } from './model-upload-schema.ts';

/** Files without which an uploaded model can't be served. */
export const NEEDED_MODEL_FILES = ['model.onnx', 'tokenizer.json', 'config.json'] as const;

/** All files that an uploaded model may have: ours, and those in which sentence-transformers keeps a model's settings. */
export const MODEL_FILES = [
  ...NEEDED_MODEL_FILES,
  'gridsky.json',
  'tokenizer_config.json',
  'modules.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  '1_Pooling/config.json',
  '2_Dense/config.json',
] as const;
export type ModelFileName = (typeof MODEL_FILES)[number];

/** The file that weighs: the others are JSON. */
export const GRAPH_FILE = 'model.onnx' satisfies ModelFileName;

export function isModelFile(name: string): name is ModelFileName {
  return (MODEL_FILES as readonly string[]).includes(name);
}

/** Needed files that are not uploaded yet. */
export function missingModelFiles(upload: ModelUpload | null): string[] {
  return NEEDED_MODEL_FILES.filter((name) => upload?.files[name] === undefined);
}

/** Bytes of an upload's files together. */
export function uploadBytes(upload: ModelUpload | null): number {
  return Object.values(upload?.files ?? {}).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The files of an upload, the graph first. */
export function listModelFiles(upload: ModelUpload | null): { name: string; bytes: number; sha256: string }[] {
  return MODEL_FILES.flatMap((name) => {
    const file = upload?.files[name];
    return file ? [{ name, ...file }] : [];
  });
}
