import { InferenceSession, type Tensor } from 'onnxruntime-node';

export type Feeds = Record<string, Tensor>;

/** Runs of a graph per CPU-second of this process, one thread, without anything around it. */
export async function openRaw(graph: string | Buffer, feeds: Feeds): Promise<(seconds: number) => Promise<number>> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 } as const;
  const session =
    typeof graph === 'string'
      ? await InferenceSession.create(graph, options)
      : await InferenceSession.create(graph, options);
  await session.run(feeds);
  return async (seconds) => {
    const end = performance.now() + seconds * 1_000;
    const cpu = process.cpuUsage();
    let runs = 0;
    while (performance.now() < end) {
      await session.run(feeds);
      runs++;
    }
    const { user, system } = process.cpuUsage(cpu);
    return (runs * 1e6) / (user + system);
  };
}
