import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import { ModelFault } from './model-fault.ts';

/** Where exporters put the graph, in the order we look. */
const usualPlaces = ['model.onnx', 'onnx/model.onnx', 'onnx/model_quantized.onnx'];

/** The path of a folder's ONNX graph: the named one, else the first usual place. Throws ModelFault. */
export async function findGraph(folder: string, named: string | undefined): Promise<string> {
  const places = named === undefined ? usualPlaces : [insideFolder(folder, named)];
  for (const place of places) {
    const path = join(folder, place);
    const size = await fileSize(path);
    if (size === 0) throw new ModelFault(`${path} is empty.`);
    if (size !== undefined) return path;
  }
  throw new ModelFault(
    named === undefined
      ? `${folder} holds no graph: none of ${usualPlaces.join(', ')} is there.`
      : `${join(folder, named)}, named as graph in gridsky.json, is not there.`,
  );
}

/** A file name of gridsky.json must stay in the model's folder, so that adding a folder never reads elsewhere. */
export function insideFolder(folder: string, name: string): string {
  const path = normalize(name);
  if (isAbsolute(path) || path.split(/[\\/]/).includes('..')) {
    throw new ModelFault(`${join(folder, 'gridsky.json')} names "${name}", which is outside the folder.`);
  }
  return path;
}

/**
 * Whether the graph quantises activations while it runs. Such a graph takes its scale from the whole batch, so a
 * text's vector would change with its neighbours (by 4e-3, measured): the scheduler gives it batches of one.
 * Operator names stand in the file as plain text; a scan of the bytes avoids a parser for a single word.
 */
export async function quantisesDynamically(graph: string): Promise<boolean> {
  const word = Buffer.from('DynamicQuantizeLinear');
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(graph, { highWaterMark: 1 << 20 })) {
    const window = Buffer.concat([tail, chunk as Buffer]);
    if (window.includes(word)) return true;
    tail = window.subarray(-word.length);
  }
  return false;
}

/** The size of a regular file in bytes, undefined when there is none. */
export async function fileSize(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}
