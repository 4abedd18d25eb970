import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './checkout.ts';

const bundled = path.join(root, 'apps/inference/models/plugsky-embed');

/** Fills an empty folder with a real model, as an operator's own would be: bundled v1 under no name of its own. */
export async function fillModelFolder(folder: string): Promise<void> {
  const { models } = JSON.parse(await readFile(path.join(bundled, 'gridsky.json'), 'utf8'));
  const { id: _id, displayName: _displayName, ...settings } = models[0];
  await writeFile(path.join(folder, 'gridsky.json'), JSON.stringify(settings));
  for (const name of [settings.graph, settings.config, 'table.i8.bin', 'tokenizer.json', 'tokenizer_config.json']) {
    await symlink(path.join(bundled, name), path.join(folder, name));
  }
}
