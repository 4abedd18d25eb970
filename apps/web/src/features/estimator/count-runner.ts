import type { FromCounter, Source, ToCounter } from './count/count.worker.ts';
import type { Lengths } from './count/count-documents.ts';

/** Where a model is counted that the browser has no tokenizer for; the secret is made when it is needed. */
export interface CountingApi {
  apiUrl: string;
  model: string;
  secret: () => Promise<string>;
}

/** What to count, and where: null, in the browser. */
export interface CountJob {
  sources: Source[];
  api: CountingApi | null;
}

export type CountState =
  | { is: 'idle' | 'cancelled' }
  | { is: 'counting'; share: number | null; documents: number; tokens: number }
  | { is: 'done'; lengths: Lengths; openaiPerMille: number | null }
  | { is: 'failed'; message: string };

/** Counts in a worker, one job at a time; the last one asked for is the one that is told. */
export class CountRunner {
  private readonly tell: (state: CountState) => void;
  private worker: Worker | null = null;
  private running: CountJob | null = null;
  private next: CountJob | null = null;
  private lastId = 0;

  constructor(tell: (state: CountState) => void) {
    this.tell = tell;
  }

  /** Counts this instead of what is being counted. */
  start(job: CountJob): void {
    if (!this.running) void this.run(job);
    else if (this.running.sources.some((source) => 'file' in source)) {
      // A worker in the middle of a long count can't be called off, only ended.
      this.end();
      void this.run(job);
    } else {
      // Typed text is soon done; a worker ended at each letter would never get to count.
      this.next = job;
    }
  }

  /** Ends what is being counted. */
  stop(is: 'idle' | 'cancelled'): void {
    if (this.running) this.end();
    this.tell({ is });
  }

  /** Ends the worker, in silence. */
  end(): void {
    this.worker?.terminate();
    this.worker = null;
    this.running = null;
    this.next = null;
  }

  private async run(job: CountJob): Promise<void> {
    this.running = job;
    const bytes = job.sources.reduce((sum, source) => sum + ('file' in source ? source.file.size : 0), 0);
    const shareOf = (read: number) => (bytes > 0 ? Math.min(1, read / bytes) : null);
    this.tell({ is: 'counting', share: shareOf(0), documents: 0, tokens: 0 });
    const id = ++this.lastId;
    this.worker ??= new Worker(new URL('./count/count.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onerror = () => {
      this.end();
      this.tell({ is: 'failed', message: 'Counting stopped. Reload the page and try again.' });
    };
    this.worker.onmessage = ({ data }: MessageEvent<FromCounter>) => {
      if (data.id !== id) return;
      if ('progress' in data) this.tell({ is: 'counting', ...data.progress, share: shareOf(data.progress.bytes) });
      else if ('error' in data) this.finish({ is: 'failed', message: data.error });
      else this.finish({ is: 'done', lengths: data.lengths, openaiPerMille: data.openaiPerMille });
    };
    try {
      const api = job.api && { apiUrl: job.api.apiUrl, model: job.api.model, secret: await job.api.secret() };
      // Ended while it waited for the secret.
      if (this.running === job) this.worker?.postMessage({ id, sources: job.sources, api } satisfies ToCounter);
    } catch {
      if (this.running === job) {
        this.finish({ is: 'failed', message: 'The API gave no token to count with. Try again.' });
      }
    }
  }

  private finish(state: CountState): void {
    const { next } = this;
    this.running = null;
    this.next = null;
    if (next) void this.run(next);
    else this.tell(state);
  }
}
