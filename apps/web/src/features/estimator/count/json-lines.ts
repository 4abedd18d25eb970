/** Complete lines of text that comes in pieces. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const lines = (held + piece).split('\n');
    held = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  if (held.trim() !== '') yield held;
}

/** The texts under a dotted path of a line's JSON: a text, or a list of them. Throws with the line's number. */
export function textsAt(line: string, lineNumber: number, path: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`Line ${lineNumber} is not JSON.`);
  }
  for (const name of path === '' ? [] : path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return textsOf(value) ?? [];
}

/** The dotted paths of a line that hold a text or a list of texts: what may be chosen. */
export function textPaths(line: string): string[] {
  try {
    return pathsIn(JSON.parse(line), '');
  } catch {
    throw new Error('Line 1 is not JSON.');
  }
}

function pathsIn(value: unknown, path: string): string[] {
  if (textsOf(value)) return [path];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, path === '' ? name : `${path}.${name}`));
}

function textsOf(value: unknown): string[] | null {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')) return value;
  return null;
}
