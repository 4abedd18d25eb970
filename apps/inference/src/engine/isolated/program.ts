import { Socket } from 'node:net';
import { InputTooLong } from '../tokenize/tokenizer.ts';
import { createFrameReader, encodeFrame, type Frame } from './frames.ts';
import { type HostedModel, hostModel } from './host-model.ts';
import { ModelRefused } from './model-refused.ts';
import { type FromProgram, HEADER_BYTES_MAX, type ProgramFailure, type ToProgram } from './protocol.ts';

/**
 * The program of an isolated process: it opens one uploaded model and answers questions about it, one at a time, over its only descriptor. It
 * ends when the channel does, so that it never outlives the server.
 */
const channel = new Socket({ fd: 3, readable: true, writable: true });
let hosted: HostedModel | null = null;
let turn: Promise<void> = Promise.resolve();

const read = createFrameReader({ headerMax: HEADER_BYTES_MAX, payloadMax: 64 * 1_024 * 1_024 }, (frame) => {
  turn = turn.then(() => answer(frame));
});
channel.on('data', read);
channel.on('end', () => process.exit(0));
channel.on('error', () => process.exit(0));

async function answer({ header, payload }: Frame): Promise<void> {
  // From the server, which is trusted.
  const question = header as ToProgram;
  const { job } = question;
  try {
    if (question.kind === 'open') {
      hosted = await hostModel(question.folder, question.threads);
      return send({ kind: 'opened', job, facts: hosted.facts });
    }
    if (!hosted) throw new Error('No model is open.');
    const texts = JSON.parse(payload.toString('utf8')) as string[];
    if (question.kind === 'count') send({ kind: 'counted', job }, await hosted.count(texts, question));
    else send({ kind: 'embedded', job }, await hosted.embed(texts, question, question.width));
  } catch (error) {
    send({ kind: 'failed', job, ...failureOf(error, question.kind) });
  }
}

function failureOf(error: unknown, kind: ToProgram['kind']): Omit<ProgramFailure, 'kind' | 'job'> {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 4_000);
  if (error instanceof InputTooLong) {
    const { index, tokens, tokensMax } = error;
    return { reason: 'too_long', message, tooLong: { index, tokens, tokensMax } };
  }
  if (/bad_alloc|bad allocation|failed to allocate|out of memory|array buffer allocation/i.test(message)) {
    return { reason: 'memory', message };
  }
  if (error instanceof ModelRefused) return { reason: error.isUnusable ? 'unusable' : 'refused', message };
  return { reason: kind === 'open' ? 'refused' : 'error', message };
}

function send(header: FromProgram, payload?: Uint8Array): void {
  channel.write(encodeFrame(header, payload));
}
