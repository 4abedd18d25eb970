import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from './engine.ts';
import type { Calibration, Engine, EngineOptions } from './engine-interface.ts';
import { EngineDraining, EngineFailed, EngineOverloaded, ModelNotServed } from './fault.ts';
import { bundledModels, loadModelFolder, type ModelSpec } from './models/index.ts';
import { embedTexts } from './testing/embed-texts.ts';
import { makeModelFolder, smallTokenizer } from './testing/model-folder.ts';
import { tokenTableGraph } from './testing/onnx-graph.ts';
import { usableCores } from './usable-cores.ts';
import { workerFile } from './worker-file.ts';

const model = 'plugsky-embed-v1';
let v1: ModelSpec[];
const engines: Engine[] = [];

function start(options: Partial<EngineOptions> = {}): Engine {
  const engine = createEngine({ models: v1, clock: performance, workers: 1, ...options });
  engines.push(engine);
  return engine;
}

beforeAll(async () => {
  v1 = (await bundledModels()).slice(0, 1);
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.drain()));
});

const words = ['harbour', 'Kaufvertrag', '犬', 'pescado', 'مدينة', 'engine', 'tomorrow', 'Ω'];
const texts = Array.from({ length: 64 }, (_, n) =>
  Array.from({ length: 1 + (n % 9) }, (_, k) => words[(n * 7 + k * 3) % words.length]).join(' '),
);

const request = (tokens: Int32Array[], change: object = {}) => ({
  model,
  tokens,
  fairnessKey: 'a',
  priority: 'interactive' as const,
  ...change,
});

const forever = (n: number) =>
  Array.from({ length: n }, (_, k) => Int32Array.from({ length: 400 }, (_, t) => 100 + t + k));

describe('the start', () => {
  it('chooses workers and batches by trial, unless they are set, and tells what was chosen', async () => {
    const told: Calibration[] = [];
    const onCalibrated = (calibration: Calibration) => told.push(calibration);
    const chosen = start({ workers: undefined, onCalibrated });
    await chosen.ready();
    const { workers } = told[0] ?? { workers: 0 };
    expect(workers).toBeLessThanOrEqual(usableCores());
    expect(workers).toBeGreaterThanOrEqual(usableCores() / 2);
    expect(chosen.stats().workers).toMatchObject({ wanted: workers, alive: workers });
    expect(told[0]?.models).toEqual([
      { id: model, batchTokens: expect.any(Number), tokensPerSecond: expect.any(Number) },
    ]);
    await start({ workers: 3, threadsPerWorker: 2, limits: { batchTokensMax: 300 }, onCalibrated }).ready();
    expect(told[1]).toMatchObject({ workers: 3, threadsPerWorker: 2, models: [{ batchTokens: 300 }] });
  });

  it('takes a customer who comes during the trial', async () => {
    const engine = start({ workers: undefined });
    const [vector] = await embedTexts(engine, model, ['harbour']);
    expect(vector).toHaveLength(1536);
    await engine.ready();
  });
});

describe('vectors', () => {
  it('are the same within 1e-5 for a text alone and among 63 others, for both bundled models', async () => {
    const engine = start({ models: await bundledModels(), workers: 2 });
    for (const { id } of engine.models()) {
      const together = await embedTexts(engine, id, texts);
      for (const [index, text] of texts.entries()) {
        const [alone = new Float32Array()] = await embedTexts(engine, id, [text]);
        const apart = alone.reduce((most, x, d) => Math.max(most, Math.abs(x - (together[index]?.[d] ?? 9))), 0);
        expect(apart).toBeLessThan(1e-5);
      }
    }
  });

  it('come back in input order when many requests of many lengths share the workers', async () => {
    const engine = start({ workers: 2 });
    const alone = await Promise.all(texts.map((text) => embedTexts(engine, model, [text])));
    const shuffled = Array.from({ length: 20 }, (_, n) => texts.map((_, index) => (index * 13 + n) % texts.length));
    const answers = await Promise.all(
      shuffled.map((order, n) =>
        embedTexts(
          engine,
          model,
          order.map((index) => texts[index] ?? ''),
          { fairnessKey: `tenant-${n % 3}` },
        ),
      ),
    );
    for (const [n, order] of shuffled.entries()) {
      for (const [row, index] of order.entries()) {
        expect(answers[n]?.[row]?.[0]).toBeCloseTo(alone[index]?.[0]?.[0] ?? 9, 5);
      }
    }
    expect(engine.stats()).toMatchObject({ requestsOpen: 0, queuedTexts: 0, queuedTokens: 0, texts: 64 + 20 * 64 });
  });
});

describe('a request', () => {
  it('past the queue’s bound is refused at once with a wait, and the others are served', async () => {
    const engine = start({ limits: { queueTokensMax: 1_000 } });
    await engine.ready();
    const first = engine.embed(request(forever(50)));
    const refused = await engine.embed(request(forever(50))).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EngineOverloaded);
    expect((refused as EngineOverloaded).waitMs).toBeGreaterThan(0);
    expect((await first).vectors).toHaveLength(50 * 1536);
  });

  it('that is aborted rejects with the reason at once, and its waiting texts are never run', async () => {
    const engine = start();
    await engine.ready();
    const before = engine.stats().texts;
    const control = new AbortController();
    const embedded = engine.embed(request(forever(200), { signal: control.signal }));
    control.abort(new Error('client went away'));
    await expect(embedded).rejects.toThrow('client went away');
    expect(engine.stats()).toMatchObject({ requestsOpen: 0, queuedTexts: 0 });
    await engine.drain();
    expect(engine.stats().texts - before).toBeLessThanOrEqual(1);
  });

  it('for an unknown model is refused with its name', async () => {
    await expect(start().embed(request([], { model: 'nope' }))).rejects.toThrow(ModelNotServed);
  });

  it('with a token that the graph does not know fails alone, not the batch it was in', async () => {
    const engine = start();
    await engine.ready();
    const busy = engine.embed(request(forever(3)));
    const bad = engine.embed(request([Int32Array.of(2_000_000)]));
    const good = engine.embed(request([Int32Array.of(3399)], { fairnessKey: 'b' }));
    await expect(bad).rejects.toThrow(EngineFailed);
    expect((await good).vectors).toHaveLength(1536);
    await busy;
  });
});

describe('a worker that dies', () => {
  /** The real worker behind a trap: a batch that begins with token 666 ends the thread, once or always. */
  function trappedWorker(times: number): string {
    const folder = makeModelFolder({});
    const trap = `
      import { readdirSync, writeFileSync } from 'node:fs';
      import { parentPort } from 'node:worker_threads';
      import ${JSON.stringify(pathToFileURL(workerFile()).href)};
      parentPort.on('message', (message) => {
        if (message.kind !== 'run' || !message.batch.ids.includes(666)) return;
        const deaths = readdirSync(${JSON.stringify(folder)}).length;
        if (deaths >= ${times}) return;
        writeFileSync(${JSON.stringify(folder)} + '/death-' + deaths, '');
        process.exit(7);
      });
    `;
    // Beside the real program, so that it is found as the same kind of module.
    const file = join(dirname(workerFile()), `trapped-${process.pid}-${times}.mjs`);
    writeFileSync(file, trap);
    onTestFinished(() => rmSync(file, { force: true }));
    return file;
  }

  it('is replaced, and its batch is done again without the caller noticing', async () => {
    const reported: string[] = [];
    const engine = start({ workerFile: trappedWorker(1), report: (error) => reported.push(error.message) });
    const { vectors } = await engine.embed(request([Int32Array.of(666), Int32Array.of(3399)]));
    const [, dog] = await embedTexts(start(), model, ['x', 'dog']);
    expect(vectors.subarray(1536)).toEqual(dog);
    expect(engine.stats()).toMatchObject({ workers: { alive: 1, crashes: 1 }, retriedTexts: 2 });
    expect(reported).toEqual([
      'An inference worker died: it exited (exit code 7).',
      'A batch of 2 texts failed: An inference worker died: it exited (exit code 7).',
    ]);
  });

  it('twice on the same text fails that request with EngineFailed, spares its neighbours, and serves on', async () => {
    const engine = start({ workerFile: trappedWorker(1000) });
    const deadly = engine.embed(request([Int32Array.of(666)]));
    const neighbour = engine.embed(request([Int32Array.of(3399)], { fairnessKey: 'b' }));
    await expect(deadly).rejects.toThrow(EngineFailed);
    expect((await neighbour).vectors).toHaveLength(1536);
    expect((await embedTexts(engine, model, ['dog']))[0]).toHaveLength(1536);
  });

  it('again and again before it is ready fails requests instead of keeping them for ever', async () => {
    const folder = makeModelFolder({ 'dead.mjs': 'process.exit(3);' });
    const engine = start({ workerFile: join(folder, 'dead.mjs') });
    await expect(engine.ready()).rejects.toThrow(EngineFailed);
    await expect(engine.embed(request([Int32Array.of(3399)]))).rejects.toThrow(EngineFailed);
  });
});

describe('models', () => {
  const tableModel = () =>
    loadModelFolder(
      makeModelFolder({
        'model.onnx': tokenTableGraph({
          table: Array.from({ length: 9 }, (_, id) => [1, id]),
          output: 'last_hidden_state',
        }),
        'tokenizer.json': smallTokenizer,
        'config.json': { hidden_size: 2, max_position_embeddings: 32 },
      }),
      { id: 'table' },
    );

  it('can be added to a running engine and removed again', async () => {
    const engine = start();
    await engine.addModel(await tableModel());
    expect((await embedTexts(engine, 'table', ['one']))[0]).toHaveLength(2);
    const removed = engine.removeModel('table');
    await expect(embedTexts(engine, model, ['dog'])).resolves.toHaveLength(1);
    await removed;
    expect(() => engine.tokenizer('table')).toThrow(ModelNotServed);
    await expect(embedTexts(engine, model, ['dog'])).resolves.toHaveLength(1);
  });

  it('that cannot be opened are refused when added, and the others are served on', async () => {
    const engine = start();
    const broken = { ...(await tableModel()), dims: 5 };
    await expect(engine.addModel(broken)).rejects.toThrow('gives 2 numbers a text');
    expect(engine.models().map(({ id }) => id)).toEqual([model]);
    await expect(embedTexts(engine, model, ['dog'])).resolves.toHaveLength(1);
  });

  it('are opened with their first text when they are not preloaded, those added later as well', async () => {
    const engine = start({ preload: false });
    await engine.ready();
    await expect(embedTexts(engine, model, ['dog'])).resolves.toHaveLength(1);
    const unopened = { ...(await tableModel()), id: 'unopened', dims: 5, dimensions: [5] };
    await engine.addModel(unopened);
    await expect(embedTexts(engine, 'unopened', ['dog'])).rejects.toThrow('failed twice');
    await expect(embedTexts(engine, model, ['dog'])).resolves.toHaveLength(1);
  });

  it('are measured when they are opened, so that the first wait is estimated by their own rate', async () => {
    const [measured, unmeasured] = [start(), start({ preload: false })];
    await Promise.all([measured.ready(), unmeasured.ready()]);
    expect(measured.stats().batches).toBe(0);
    expect(measured.stats().tokensPerSecond).not.toBe(unmeasured.stats().tokensPerSecond);
  });
});

describe('draining', () => {
  it('finishes what runs and waits, refuses what comes after, and ends the workers', async () => {
    const engine = start();
    await engine.ready();
    const open = [engine.embed(request(forever(20))), engine.embed(request(forever(20), { priority: 'batch' }))];
    const drained = engine.drain();
    await expect(engine.embed(request(forever(1)))).rejects.toThrow(EngineDraining);
    for (const answer of await Promise.all(open)) expect(answer.vectors).toHaveLength(20 * 1536);
    await drained;
    expect(engine.stats()).toMatchObject({ requestsOpen: 0, workers: { alive: 0, busy: 0 } });
  });
});
