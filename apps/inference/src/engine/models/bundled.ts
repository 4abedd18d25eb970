import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import { loadModelsOfFolder } from './load-model-folder.ts';
import type { ModelSpec } from './model-spec.ts';

/** The models that ship with Gridsky: plugsky-embed-v1 (1536) and plugsky-embed-large (3072). */
export function bundledModels(): Promise<ModelSpec[]> {
  return loadModelsOfFolder(join(packageRoot, 'models', 'plugsky-embed'));
}
