import { readFile } from 'node:fs/promises';

const EVERY_MS = 200;
/** Linux counts pages, of this size on all machines that ONNX Runtime is built for. */
const PAGE_BYTES = 4_096;

/**
 * Calls back when a process holds more than so many bytes of memory. On Linux alone: elsewhere what it may allocate is bounded when it is
 * started. Returns what ends the watch.
 */
export function watchMemory(pid: number | undefined, bytesMax: number, onOver: () => void): () => void {
  if (pid === undefined || process.platform !== 'linux') return () => {};
  const timer = setInterval(async () => {
    const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
    if (Number(statm.split(' ')[1]) * PAGE_BYTES > bytesMax) onOver();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
