import { type EmbedCall, type Embedded, embedTexts } from './embed-texts.ts';
import type { Clusters } from './maths/clusters.ts';
import type { Pair, Ranked } from './maths/nearest.ts';
import type { Points } from './maths/projection.ts';
import type { Vectors } from './maths/vectors.ts';
import type { Tool } from './tools.ts';
import type { Ask } from './use-maths.ts';

/** What a tool is given. */
export interface Inputs {
  tool: Tool;
  texts: string[];
  /** The question of a search, or the names of the classes. */
  second: string[];
}

export type Finding =
  | { tool: 'compare'; matrix: Float32Array; pair: Pair | null }
  | { tool: 'search'; ranked: Ranked[] }
  | { tool: 'map'; vectors: Vectors; matrix: Float32Array; points: Points; clusters: Clusters }
  | { tool: 'duplicates'; matrix: Float32Array }
  | { tool: 'classes'; chosen: { label: number; cosine: number; lead: number }[] };

/** What came out with one model. */
export interface Outcome {
  inputs: Inputs;
  model: string;
  width: number;
  tokens: number;
  /** From the click to the result, in the browser. */
  milliseconds: number;
  finding: Finding;
}

interface Tools {
  embed: Omit<Parameters<typeof embedTexts>[1], 'onProgress'>;
  ask: Ask;
  clock: () => number;
  /** Told what is being done and its share, 0 to 1. */
  onProgress: (what: string, share: number) => void;
}

/** Embeds what a tool was given with one model, and computes what it asks for. Throws as embedTexts does. */
export async function findOut(
  inputs: Inputs,
  { apiUrl, model, dimensions }: Pick<EmbedCall, 'apiUrl' | 'model' | 'dimensions'>,
  { embed, ask, clock, onProgress }: Tools,
): Promise<Outcome> {
  const started = clock();
  const { tool, texts, second } = inputs;
  const total = texts.length + second.length;
  let done = 0;
  const embedSome = async (some: readonly string[], inputType: EmbedCall['inputType']): Promise<Embedded> => {
    const before = done;
    return embedTexts(
      { apiUrl, model, dimensions, texts: some, inputType },
      {
        ...embed,
        onProgress: (count) => {
          done = before + count;
          onProgress(`${done} of ${total} texts embedded`, done / total);
        },
      },
    );
  };
  const { vectors, tokens } = await embedSome(texts, 'document');
  const other = second.length > 0 ? await embedSome(second, tool === 'search' ? 'query' : 'document') : null;
  const finding = await compute(tool, vectors, other?.vectors ?? null, ask, (share) =>
    onProgress('Drawing the map', share),
  );
  return {
    inputs,
    model,
    width: vectors.width,
    tokens: tokens + (other?.tokens ?? 0),
    milliseconds: Math.round(clock() - started),
    finding,
  };
}

async function compute(
  tool: Tool,
  vectors: Vectors,
  other: Vectors | null,
  ask: Ask,
  onShare: (share: number) => void,
): Promise<Finding> {
  switch (tool) {
    case 'compare':
      return { tool, ...(await ask<'compare'>({ name: 'compare', vectors })) };
    case 'duplicates':
      return { tool, matrix: (await ask<'compare'>({ name: 'compare', vectors })).matrix };
    case 'map':
      return { tool, vectors, ...(await ask<'map'>({ name: 'map', vectors }, onShare)) };
    case 'search':
      return { tool, ranked: await ask<'search'>({ name: 'search', documents: vectors, query: some(other) }) };
    case 'classes':
      return { tool, chosen: await ask<'classes'>({ name: 'classes', vectors, labels: some(other) }) };
  }
}

function some(vectors: Vectors | null): Vectors {
  if (!vectors) throw new Error('There is nothing to compare with.');
  return vectors;
}
