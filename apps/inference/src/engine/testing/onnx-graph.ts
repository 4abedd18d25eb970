/**
 * Writes small ONNX files for tests: a text encoder whose token vectors are rows of a table that the test chooses,
 * so that the right answer of every pooling can be written down. The format is protocol buffers
 * (https://onnx.ai/onnx/repo-docs/IR.html); only the few fields used here are spelled out.
 */
export interface TokenTableGraph {
  /** One row per token id. */
  table: readonly (readonly number[])[];
  output: string;
  /** Added to each token's vector by `token_type_ids` when given: the graph then declares that input. */
  typeTable?: readonly (readonly number[])[];
  /** Mean over all steps, padding included, makes the graph's own pooled output. */
  isPooled?: boolean;
  /** Declared as one more input, which no text encoder has. */
  extraInput?: string;
}

const float = 1;
const int64 = 7;

export function tokenTableGraph(graph: TokenTableGraph): Buffer {
  const { table, typeTable, output, isPooled, extraInput } = graph;
  const inputs = [
    'input_ids',
    'attention_mask',
    ...(typeTable ? ['token_type_ids'] : []),
    ...(extraInput ? [extraInput] : []),
  ];
  const token = isPooled || typeTable ? 'tokens' : output;
  const nodes = [node('Gather', ['table', 'input_ids'], token)];
  const typed = isPooled ? 'typed' : output;
  if (typeTable) {
    nodes.push(node('Gather', ['type_table', 'token_type_ids'], 'types'), node('Add', [token, 'types'], typed));
  }
  if (isPooled) nodes.push(node('ReduceMean', [typeTable ? typed : token, 'axes'], output, [keepDims(0)]));
  const tensors = [matrix('table', table)];
  if (typeTable) tensors.push(matrix('type_table', typeTable));
  if (isPooled) tensors.push(tensor('axes', int64, [1], new BigInt64Array([1n])));
  return Buffer.concat([
    field(1, 9),
    field(8, Buffer.concat([field(1, ''), field(2, 18)])),
    field(
      7,
      Buffer.concat([
        ...nodes.map((bytes) => field(1, bytes)),
        field(2, 'token-table'),
        ...tensors.map((bytes) => field(5, bytes)),
        ...inputs.map((name) => field(11, value(name, int64, ['batch', 'steps']))),
        field(12, value(output, float, isPooled ? ['batch', 'dims'] : ['batch', 'steps', 'dims'])),
      ]),
    ),
  ]);
}

function node(operator: string, inputs: string[], output: string, attributes: Buffer[] = []): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => field(1, name)),
    field(2, output),
    field(4, operator),
    ...attributes.map((bytes) => field(5, bytes)),
  ]);
}

function keepDims(keep: number): Buffer {
  return Buffer.concat([field(1, 'keepdims'), field(3, keep), field(20, 2)]);
}

function matrix(name: string, rows: readonly (readonly number[])[]): Buffer {
  return tensor(name, float, [rows.length, rows[0]?.length ?? 0], Float32Array.from(rows.flat()));
}

function tensor(name: string, type: number, dims: number[], data: Float32Array | BigInt64Array): Buffer {
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([...dims.map((size) => field(1, size)), field(2, type), field(8, name), field(9, raw)]);
}

function value(name: string, type: number, dims: string[]): Buffer {
  const shape = Buffer.concat(dims.map((dim) => field(1, field(2, dim))));
  return Buffer.concat([field(1, name), field(2, field(1, Buffer.concat([field(1, type), field(2, shape)])))]);
}

/** One protocol buffer field: a number as a varint, text and bytes with their length before them. */
function field(number: number, content: number | string | Buffer): Buffer {
  if (typeof content === 'number') return Buffer.concat([varint(number << 3), varint(content)]);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
