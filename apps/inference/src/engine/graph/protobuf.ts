import { ModelRefused } from '../isolated/model-refused.ts';
import type { ByteSource } from './byte-source.ts';

/** Where a message, a string or bytes lie in the source. */
export type Span = { from: number; to: number };

/** One field of a message. `value` of a number, `span` of everything else. */
export type Field = { number: number; value: number; span: Span | null };

export type Reader = {
  source: ByteSource;
  /** Fields that may still be looked at in this file, however they are nested. */
  fieldsLeft: number;
};

/** A model of a gigabyte has some ten thousand; more are there to keep somebody busy. */
const FIELDS_MAX = 3_000_000;

export function createReader(source: ByteSource): Reader {
  return { source, fieldsLeft: FIELDS_MAX };
}

/**
 * The fields of a message in the order written (https://protobuf.dev/programming-guides/encoding). Nothing is read of a field but its place
 * until somebody asks; lengths are checked against what surrounds them. Throws ModelRefused for what is no message.
 */
export function* fieldsOf(reader: Reader, { from, to }: Span): Generator<Field> {
  let at = from;
  while (at < to) {
    reader.fieldsLeft--;
    if (reader.fieldsLeft < 0) throw damaged('it has more parts than any model');
    const key = varint(reader.source, at, to);
    const number = Math.floor(key.value / 8);
    const type = key.value % 8;
    if (number === 0 || number > 536_870_911) throw damaged('a field has an impossible number');
    at = key.next;
    if (type === 0) {
      const { value, next } = varint(reader.source, at, to);
      at = next;
      yield { number, value, span: null };
      continue;
    }
    let span: Span;
    if (type === 2) {
      const length = varint(reader.source, at, to);
      span = { from: length.next, to: length.next + length.value };
    } else if (type === 1 || type === 5) {
      span = { from: at, to: at + (type === 1 ? 8 : 4) };
    } else {
      throw damaged('a field has a type that ONNX does not use');
    }
    if (span.to > to) throw damaged('a part is longer than what it lies in; the file may be cut off');
    at = span.to;
    yield { number, value: 0, span };
  }
}

const NAME_BYTES_MAX = 4_096;

/** The text of a field, such as a name. Throws ModelRefused for one that is no text or endless. */
export function textOf({ source }: Reader, { span }: Field): string {
  if (span === null) throw damaged('a number stands where a name belongs');
  if (span.to - span.from > NAME_BYTES_MAX) throw damaged('a name is longer than 4,096 bytes');
  return source.at(span.from, span.to - span.from).toString('utf8');
}

/** Where the message of a field lies. Throws ModelRefused when it is none. */
export function spanOf({ span }: Field): Span {
  if (span === null) throw damaged('a number stands where a message belongs');
  return span;
}

/** The file is no model at all, or one that was made to break a reader. */
export function damaged(what: string): ModelRefused {
  return new ModelRefused(
    `model.onnx is not an ONNX model, or is damaged: ${what}. Export it again and upload that file.`,
  );
}

/** A number of up to ten bytes, seven bits each; those beyond 2^53 lose their low bits, and no field of ONNX comes near. */
function varint(source: ByteSource, from: number, to: number): { value: number; next: number } {
  let value = 0;
  let factor = 1;
  const bytes = source.at(from, Math.min(10, to - from));
  for (const [index, byte] of bytes.entries()) {
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, next: from + index + 1 };
    factor *= 128;
  }
  throw damaged(bytes.length === 10 ? 'a number has no end' : 'it ends within a number; the file may be cut off');
}
