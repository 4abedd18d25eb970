import { GRAPH_FILE, isModelFile, MODEL_FILES, type ModelFileName, NEEDED_MODEL_FILES } from '@gridsky/api/domain';

/** Files picked or dropped, as those of a model. `place` is the path within what was picked. */
export interface ChosenFiles<File> {
  files: { name: ModelFileName; file: File }[];
  /** Names of those that a model has no use for. */
  leftOut: string[];
}

/**
 * Which of the picked files are a model's, and as which. A folder of a model hub is taken as it is: its graph may lie in `onnx/` and be called
 * otherwise, if it is the only one.
 */
export function chooseFiles<File>(picked: readonly { place: string; file: File }[]): ChosenFiles<File> {
  const found = new Map<ModelFileName, { place: string; file: File }>();
  const graphs = picked.filter(({ place }) => place.toLowerCase().endsWith('.onnx'));
  const graph =
    graphs.find(({ place }) => nameOf(place) === GRAPH_FILE) ?? (graphs.length === 1 ? graphs[0] : undefined);
  if (graph) found.set(GRAPH_FILE, graph);
  for (const one of picked) {
    const name = settingsName(one.place);
    if (name === null) continue;
    const before = found.get(name);
    // Of two with one name the outer one is the model's.
    if (!before || depthOf(one.place) < depthOf(before.place)) found.set(name, one);
  }
  const taken = new Set([...found.values()]);
  return {
    files: MODEL_FILES.flatMap((name) => {
      const one = found.get(name);
      return one ? [{ name, file: one.file }] : [];
    }),
    leftOut: picked.filter((one) => !taken.has(one)).map(({ place }) => place),
  };
}

/** Needed files that are neither chosen nor uploaded already. */
export function stillMissing(chosen: readonly { name: string }[], uploaded: readonly string[]): string[] {
  return NEEDED_MODEL_FILES.filter((name) => !uploaded.includes(name) && !chosen.some((one) => one.name === name));
}

/** What a file other than the graph is to a model; null: nothing. Those of modules lie in a folder of their own. */
function settingsName(place: string): ModelFileName | null {
  const inFolder = place.split('/').slice(-2).join('/');
  if (isModelFile(inFolder) && inFolder.includes('/')) return inFolder;
  const name = nameOf(place);
  return isModelFile(name) && name !== GRAPH_FILE ? name : null;
}

function nameOf(place: string): string {
  return place.split('/').at(-1) ?? '';
}

function depthOf(place: string): number {
  return place.split('/').length;
}
