import { createReadStream } from 'node:fs';
import { readFile, rename, stat } from 'node:fs/promises';

const rotateBytes = 20 * 1024 * 1024;
const linesShown = 20;
const followMilliseconds = 200;

/** Before a start: a log that has grown large becomes `….previous`. */
export async function rotateLog(file: string): Promise<void> {
  const size = await sizeOf(file);
  if (size > rotateBytes) await rename(file, `${file}.previous`);
}

/** The end of a log, for the screen. */
export async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-linesShown).join('\n');
}

/** Shows what is written to a log from now on, each line with a prefix. Returns what ends it. */
export async function followLog(file: string, show: (line: string) => void): Promise<() => void> {
  let offset = await sizeOf(file);
  let rest = '';
  let reading = false;
  const timer = setInterval(async () => {
    if (reading) return;
    reading = true;
    try {
      if ((await sizeOf(file)) <= offset) return;
      for await (const chunk of createReadStream(file, { start: offset, encoding: 'utf8' })) {
        offset += Buffer.byteLength(chunk);
        const lines = `${rest}${chunk}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) show(line);
      }
    } finally {
      reading = false;
    }
  }, followMilliseconds);
  return () => clearInterval(timer);
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
