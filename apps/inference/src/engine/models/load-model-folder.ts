import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileSize, findGraph, insideFolder, quantisesDynamically } from './graph-file.ts';
import { readJsonObject } from './json-file.ts';
import { ModelFault } from './model-fault.ts';
import { type ModelSpec, modelSpecSchema, type Pooling, poolingSchema } from './model-spec.ts';
import { readSentenceTransformers } from './sentence-transformers.ts';
import { type ModelSettings, readSettings } from './settings.ts';
import { readTokenizerFacts } from './tokenizer-facts.ts';
import { firstNumber, maxTokensOf } from './widths.ts';

/**
 * Reads a model folder: `model.onnx` (or `onnx/model.onnx`, `onnx/model_quantized.onnx`), `tokenizer.json`,
 * `config.json`, and where present the files of sentence-transformers and our own `gridsky.json`, which wins.
 * `id` names the model (default: gridsky.json's id, else the folder's name); in a folder of several models it
 * chooses one. Throws ModelFault: one sentence that names the file and the trouble.
 */
export async function loadModelFolder(folder: string, options: { id?: string } = {}): Promise<ModelSpec> {
  const path = await existingFolder(folder);
  const entries = await readSettings(path);
  if (entries.length === 1) return readModel(path, { ...entries[0], id: options.id ?? entries[0]?.id });
  const chosen = entries.find((entry) => entry.id === options.id);
  if (chosen) return readModel(path, chosen);
  const ids = entries.map((entry) => entry.id).join(', ');
  throw new ModelFault(`${join(path, 'gridsky.json')} holds ${entries.length} models (${ids}): name one of them.`);
}

/** Every model of a folder, in the order of its gridsky.json. Throws ModelFault. */
export async function loadModelsOfFolder(folder: string): Promise<ModelSpec[]> {
  const path = await existingFolder(folder);
  const entries = await readSettings(path);
  return Promise.all(entries.map((entry) => readModel(path, entry)));
}

async function existingFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new ModelFault(`${path} does not exist.`);
  if (!found.isDirectory()) throw new ModelFault(`${path} is a file; a model is a folder.`);
  return path;
}

async function readModel(folder: string, settings: ModelSettings): Promise<ModelSpec> {
  const graph = await findGraph(folder, settings.graph);
  const configPath = join(folder, insideFolder(folder, settings.config ?? 'config.json'));
  const config = await readJsonObject(configPath);
  if (!config) throw new ModelFault(`${configPath} is not there; a model folder needs it.`);
  const tokenizer = join(folder, 'tokenizer.json');
  if (!(await fileSize(tokenizer)))
    throw new ModelFault(`${tokenizer} is not there or empty; a model folder needs it.`);
  const tokenizerConfig = await readJsonObject(join(folder, 'tokenizer_config.json'));
  const library = await readSentenceTransformers(folder);

  const dims = settings.dims ?? library.denseDims ?? firstNumber(config, widthFields);
  if (dims === undefined) {
    throw new ModelFault(`${configPath} names no width (${widthFields.join(', ')}); set "dims" in gridsky.json.`);
  }
  const tokens = await readTokenizerFacts(tokenizer, config);
  const dropTokenIds = settings.dropTokenIds ?? tokens.dropTokenIds;
  const spec = modelSpecSchema.safeParse({
    id: settings.id ?? basename(folder),
    displayName: settings.displayName ?? settings.id ?? basename(folder),
    folder,
    graph,
    tokenizer,
    dims,
    dimensions: offeredDimensions(folder, settings.dimensions, dims),
    maxTokens: maxTokensOf(settings.maxTokens, library.maxTokens, config, tokenizerConfig),
    pooling: settings.pooling ?? library.pooling ?? poolingInConfig(config) ?? 'mean',
    // The API promises unit length, so a sentence-transformers list without Normalize does not turn it off.
    normalize: settings.normalize ?? config.normalize !== false,
    output: settings.output ?? null,
    prefixes: {
      query: settings.prefixes?.query ?? library.prefixes.query ?? '',
      document: settings.prefixes?.document ?? library.prefixes.document ?? '',
    },
    lowercase: settings.lowercase ?? library.lowercase ?? false,
    addSpecialTokens: settings.addSpecialTokens ?? config.add_special_tokens !== false,
    dropTokenIds,
    emptyInputTokenId: settings.emptyInputTokenId ?? tokens.emptyInputTokenId ?? dropTokenIds[0] ?? 0,
    batchable: !(await quantisesDynamically(graph)),
  });
  if (spec.success) return spec.data;
  const issue = spec.error.issues[0];
  throw new ModelFault(`${folder} gives an unusable "${issue?.path.join('.')}": ${issue?.message}.`);
}

/** Where architectures write the width of their vectors. */
const widthFields = ['hidden_dim', 'hidden_size', 'd_model', 'dim', 'n_embd'];

function poolingInConfig(config: Record<string, unknown>): Pooling | undefined {
  return poolingSchema.safeParse(config.pooling).data;
}

function offeredDimensions(folder: string, offered: number[] | undefined, dims: number): number[] {
  const tooWide = offered?.find((width) => width > dims);
  if (tooWide !== undefined) {
    throw new ModelFault(`${join(folder, 'gridsky.json')} offers ${tooWide} dimensions, but the model has ${dims}.`);
  }
  return [...new Set([...(offered ?? []), dims])].sort((a, b) => a - b);
}
