import { InferenceSession, Tensor } from 'onnxruntime-node';
import { equalTexts } from './batch-message.ts';
import { widenFloat16 } from './float16.ts';
import { measureModel } from './measure-model.ts';
import { poolVectors } from './pooling.ts';
import type { GraphReport, WorkerBatch, WorkerModel, WorkerVectors } from './worker-protocol.ts';

/** One model opened in this worker. Its `run` blocks the thread for as long as the graph computes. */
export interface OpenModel {
  run(batch: WorkerBatch): Promise<WorkerVectors>;
  report: GraphReport;
  release(): Promise<void>;
}

/**
 * Opens a graph by path, so that external data beside it is found, and tries it once: a graph that cannot run, or
 * has another width than the model says, throws here and not at the first customer.
 */
export async function openModel(model: WorkerModel, threads: number): Promise<OpenModel> {
  const started = performance.now();
  const session = await InferenceSession.create(model.graph, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Threads that wait for the next run must not turn round on a core that another worker needs.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    // What goes wrong is thrown and told once, by us; the runtime's own lines on stderr would say it again.
    logSeverityLevel: 4,
  });
  const unknown = session.inputNames.filter((name) => !(name in inputMakers));
  if (unknown.length > 0 || !session.inputNames.includes('input_ids')) {
    throw new Error(`${model.graph} wants inputs ${session.inputNames.join(', ')}; a text encoder takes input_ids.`);
  }
  const output = chooseOutput(model, session.outputNames);
  const compute = (batch: WorkerBatch) => runGraph(session, output, batch);
  const trial = await compute(trialBatch(model));
  if (trial.dims !== model.dims) {
    throw new Error(
      `${model.graph} gives ${trial.dims} numbers a text in ${output}, but the model says ${model.dims}.`,
    );
  }
  if (trial.steps > 0 && model.pooling === 'none') {
    throw new Error(`${model.graph} gives one vector per token in ${output}: set "pooling" or "output".`);
  }
  const tryOut = async (texts: number, steps: number) => {
    await compute(equalTexts(model, texts, steps));
  };
  return {
    report: {
      dims: trial.dims,
      output,
      pooled: trial.steps === 0,
      inputs: [...session.inputNames],
      loadMs: performance.now() - started,
      ...(await measureModel(tryOut, () => performance.now())),
    },
    async run(batch) {
      const from = performance.now();
      const { pooling, normalize } = model;
      const values = await compute(batch);
      const pooled = poolVectors({ ...values, lengths: batch.lengths, widths: batch.widths, pooling, normalize });
      return { ...pooled, runMs: performance.now() - from };
    },
    release: () => session.release(),
  };
}

/** Without an output named in the settings: the pooled one where the graph has it, since it contains every layer. */
function chooseOutput(model: WorkerModel, names: readonly string[]): string {
  const wanted =
    model.output === null ? ['sentence_embedding', 'last_hidden_state', 'token_embeddings'] : [model.output];
  const found = wanted.find((name) => names.includes(name)) ?? (model.output === null ? names[0] : undefined);
  if (found === undefined) throw new Error(`${model.graph} has no output ${wanted[0]}; it has ${names.join(', ')}.`);
  return found;
}

/** Two texts of unlike length, so that padding is tried as well. */
function trialBatch(model: WorkerModel): WorkerBatch {
  const id = model.emptyInputTokenId;
  return {
    model: model.id,
    ids: Int32Array.of(id, id, id),
    lengths: Int32Array.of(2, 1),
    widths: Int32Array.of(model.dims, model.dims),
  };
}

interface GraphValues {
  values: Float32Array;
  steps: number;
  dims: number;
}

async function runGraph(session: InferenceSession, output: string, batch: WorkerBatch): Promise<GraphValues> {
  const texts = batch.lengths.length;
  const steps = batch.lengths.reduce((longest, length) => Math.max(longest, length), 1);
  const feeds: Record<string, Tensor> = {};
  for (const name of session.inputNames) {
    const make = inputMakers[name];
    if (make) feeds[name] = new Tensor('int64', make(batch, steps), [texts, steps]);
  }
  const tensor = (await session.run(feeds, [output]))[output];
  if (!tensor) throw new Error(`The graph returned nothing in ${output}.`);
  const [rows, second, third] = tensor.dims;
  const shape = `[${tensor.dims.join(', ')}]`;
  if (rows !== texts || second === undefined) throw new Error(`${output} has shape ${shape} for ${texts} texts.`);
  if (tensor.dims.length === 2) return { values: floats(tensor), steps: 0, dims: second };
  if (tensor.dims.length === 3 && second === steps && third !== undefined) {
    return { values: floats(tensor), steps, dims: third };
  }
  throw new Error(`${output} has shape ${shape}; a text encoder gives texts × dims or texts × tokens × dims.`);
}

function floats(tensor: Tensor): Float32Array {
  const { data } = tensor;
  if (data instanceof Float32Array) return data;
  if (tensor.type === 'float16' && data instanceof Uint16Array) return widenFloat16(data);
  throw new Error(`The graph returns ${tensor.type}; float32 and float16 are supported.`);
}

/** The inputs that text encoders declare; only those that a graph asks for are made. Texts are padded on the right. */
const inputMakers: Record<string, (batch: WorkerBatch, steps: number) => BigInt64Array> = {
  input_ids: (batch, steps) => fillRows(batch, steps, (at) => batch.ids[at] ?? 0),
  attention_mask: (batch, steps) => fillRows(batch, steps, () => 1),
  position_ids: (batch, steps) => fillRows(batch, steps, (_at, step) => step),
  token_type_ids: (batch, steps) => new BigInt64Array(batch.lengths.length * steps),
};

/**
 * Writes each text's numbers at the start of its row. They are not negative and fit 32 bits, so the low words of
 * the 64-bit rows are written alone (every machine ONNX Runtime runs on is little-endian): no BigInt per token.
 */
function fillRows({ lengths }: WorkerBatch, steps: number, value: (at: number, step: number) => number): BigInt64Array {
  const rows = new BigInt64Array(lengths.length * steps);
  const lowWords = new Int32Array(rows.buffer);
  let at = 0;
  for (let text = 0; text < lengths.length; text++) {
    const length = lengths[text] ?? 0;
    for (let step = 0; step < length; step++) lowWords[2 * (text * steps + step)] = value(at++, step);
  }
  return rows;
}
