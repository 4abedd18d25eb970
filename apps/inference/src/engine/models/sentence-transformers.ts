import { join } from 'node:path';
import { insideFolder } from './graph-file.ts';
import { readJsonFile, readJsonObject } from './json-file.ts';
import { ModelFault } from './model-fault.ts';
import type { Pooling } from './model-spec.ts';

/** What the files of the sentence-transformers library say about a model; undefined where they are silent. */
export interface SentenceTransformersFacts {
  pooling: Pooling | undefined;
  maxTokens: number | undefined;
  lowercase: boolean | undefined;
  /** Width after the last Dense layer, which only the graph's own `sentence_embedding` output contains. */
  denseDims: number | undefined;
  prefixes: { query: string | undefined; document: string | undefined };
}

/**
 * Reads `modules.json`, `1_Pooling/config.json`, `sentence_bert_config.json` and `config_sentence_transformers.json`
 * when present. Throws ModelFault for poolings that we do not do rather than serving wrong vectors.
 */
export async function readSentenceTransformers(folder: string): Promise<SentenceTransformersFacts> {
  const modules = await readModules(folder);
  const bert = await readJsonObject(join(folder, 'sentence_bert_config.json'));
  const library = await readJsonObject(join(folder, 'config_sentence_transformers.json'));
  const prompts = asObject(library?.prompts);
  const dense = modules.filter((module) => module.kind === 'Dense').at(-1);
  const denseConfig = dense && (await readJsonObject(join(folder, insideFolder(folder, dense.path), 'config.json')));
  return {
    pooling: dense ? 'none' : await readPooling(folder, modules),
    maxTokens: asNumber(bert?.max_seq_length),
    lowercase: typeof bert?.do_lower_case === 'boolean' ? bert.do_lower_case : undefined,
    denseDims: asNumber(denseConfig?.out_features),
    prefixes: {
      query: asString(prompts?.query),
      document: asString(prompts?.document) ?? asString(prompts?.passage),
    },
  };
}

interface Module {
  kind: string;
  path: string;
}

async function readModules(folder: string): Promise<Module[]> {
  const path = join(folder, 'modules.json');
  const content = await readJsonFile(path);
  if (content === undefined) return [];
  if (!Array.isArray(content)) throw new ModelFault(`${path} must hold a list of modules.`);
  return content.map((entry) => {
    const module = asObject(entry);
    return { kind: asString(module?.type)?.split('.').at(-1) ?? '', path: asString(module?.path) ?? '' };
  });
}

/** The flags of the library's Pooling module, and what we make of them; scaled means are equal once normalised. */
const poolingFlags: Record<string, Pooling> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_mean_sqrt_len_tokens: 'mean',
  pooling_mode_lasttoken: 'last_token',
};

async function readPooling(folder: string, modules: Module[]): Promise<Pooling | undefined> {
  const place = modules.find((module) => module.kind === 'Pooling')?.path || '1_Pooling';
  const path = join(folder, insideFolder(folder, place), 'config.json');
  const config = await readJsonObject(path);
  if (config === undefined) return undefined;
  const on = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true);
  const pooling = on.length === 1 ? poolingFlags[on[0] ?? ''] : undefined;
  if (pooling === undefined) {
    const asked = on.map((flag) => flag.replace('pooling_mode_', '')).join(' + ') || 'none';
    throw new ModelFault(`${path} asks for pooling "${asked}"; mean, cls and last token are supported.`);
  }
  if (config.include_prompt === false) {
    throw new ModelFault(
      `${path} leaves the prompt out of the pooling (include_prompt false), which is not supported.`,
    );
  }
  return pooling;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
