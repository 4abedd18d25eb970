/**
 * Writes ONNX files: protocol buffers (https://onnx.ai/onnx/repo-docs/IR.html), of which only the few fields used here are spelled
 * out.
 */

/** Element types. */
export const float = 1;
export const uint8 = 2;
export const int8 = 3;
export const int64 = 7;
export const float16 = 10;

export type Graph = { name: string; nodes: Buffer[]; tensors: Buffer[]; inputs: Buffer[]; outputs: Buffer[] };

/** A file of one graph, operators as of version 18. */
export function model({ name, nodes, tensors, inputs, outputs }: Graph): Buffer {
  return Buffer.concat([
    field(1, 9),
    field(8, Buffer.concat([field(1, ''), field(2, 18)])),
    field(
      7,
      Buffer.concat([
        ...nodes.map((bytes) => field(1, bytes)),
        field(2, name),
        ...tensors.map((bytes) => field(5, bytes)),
        ...inputs.map((bytes) => field(11, bytes)),
        ...outputs.map((bytes) => field(12, bytes)),
      ]),
    ),
  ]);
}

/** A whole number, or a list of them, that an operator is set to. */
export function attribute(name: string, setting: number | readonly number[]): Buffer {
  return typeof setting === 'number'
    ? Buffer.concat([field(1, name), field(3, setting), field(20, 2)])
    : Buffer.concat([field(1, name), ...setting.map((one) => field(8, one)), field(20, 7)]);
}

export function node(operator: string, inputs: string[], output: string, attributes: Buffer[] = []): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => field(1, name)),
    field(2, output),
    field(4, operator),
    ...attributes.map((bytes) => field(5, bytes)),
  ]);
}

export function matrix(name: string, rows: readonly (readonly number[])[]): Buffer {
  return tensor(name, float, [rows.length, rows[0]?.length ?? 0], Float32Array.from(rows.flat()));
}

export function tensor(
  name: string,
  type: number,
  dims: number[],
  data: Float32Array | BigInt64Array | Int8Array | Uint8Array,
): Buffer {
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([...dims.map((size) => field(1, size)), field(2, type), field(8, name), field(9, raw)]);
}

export function value(name: string, type: number, dims: string[]): Buffer {
  const shape = Buffer.concat(dims.map((dim) => field(1, field(2, dim))));
  return Buffer.concat([field(1, name), field(2, field(1, Buffer.concat([field(1, type), field(2, shape)])))]);
}

/** One protocol buffer field: a number as a varint, text and bytes with their length before them. */
export function field(number: number, content: number | string | Buffer): Buffer {
  if (typeof content === 'number') return Buffer.concat([varint(number << 3), varint(content)]);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
