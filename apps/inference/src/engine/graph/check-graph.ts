import { closeSync, fstatSync, openSync } from 'node:fs';
import { ModelRefused } from '../isolated/model-refused.ts';
import { type ByteSource, fileSource } from './byte-source.ts';
import { refuseEndlessFunctions } from './functions.ts';
import { checkInputs, checkOutputs } from './graph-ends.ts';
import { readModel } from './read-model.ts';

/**
 * Looks through an ONNX file before anything runs it, in bounded time and memory: what it is made of, what it wants and what it gives. Throws
 * ModelRefused: what is wrong, where, and what to do. `output`: the one that the model's settings name.
 */
export function checkGraphFile(path: string, output: string | null): void {
  const file = openSync(path, 'r');
  try {
    checkGraph(fileSource(file, fstatSync(file).size), output);
  } finally {
    closeSync(file);
  }
}

export function checkGraph(source: ByteSource, output: string | null): void {
  if (source.at(0, Math.min(24, source.size)).toString('latin1').startsWith('version https://git-lfs')) {
    throw new ModelRefused(
      'model.onnx is a pointer of Git LFS, not the model. Fetch the file itself (git lfs pull) and upload that.',
    );
  }
  const model = readModel(source);
  refuseEndlessFunctions(model);
  checkInputs(model);
  checkOutputs(model, output);
}
