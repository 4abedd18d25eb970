import { readFile } from 'node:fs/promises';
import { ModelFault } from './model-fault.ts';

/** The parsed content of a JSON file, or undefined when there is no such file. Throws ModelFault naming the file. */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new ModelFault(`${path} cannot be read: ${errorCode(error) ?? String(error)}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ModelFault(`${path} is not valid JSON (${text.length} characters); it may be cut off or a pointer file.`);
  }
}

/** The same for files that hold an object of settings; anything else is a fault. */
export async function readJsonObject(path: string): Promise<Record<string, unknown> | undefined> {
  const content = await readJsonFile(path);
  if (content === undefined) return undefined;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new ModelFault(`${path} must hold a JSON object.`);
  }
  return content as Record<string, unknown>;
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
