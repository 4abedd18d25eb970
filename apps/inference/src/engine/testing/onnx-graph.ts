import { attribute, float, float16, int8, int64, matrix, model, node, tensor, value } from './onnx-file.ts';

/**
 * A small graph for tests: a text encoder whose token vectors are rows of a table that the test chooses, so that the right
 * answer of every pooling can be written down.
 */
export interface TokenTableGraph {
  /** One row per token id. */
  table: readonly (readonly number[])[];
  output: string;
  /** Added to each token's vector by `token_type_ids` when given: the graph then declares that input. */
  typeTable?: readonly (readonly number[])[];
  /** Mean over all steps, padding included, makes the graph's own pooled output. */
  isPooled?: boolean;
  /** The numbers that the graph computes with, where not float32: int8 with a scale, statically quantised. */
  precision?: 'float16' | 'int8';
  /** Declared as one more input, which no text encoder has. */
  extraInput?: string;
}

export function tokenTableGraph(graph: TokenTableGraph): Buffer {
  const { table, typeTable, output, isPooled, extraInput, precision } = graph;
  const inputs = [
    'input_ids',
    'attention_mask',
    ...(typeTable ? ['token_type_ids'] : []),
    ...(extraInput ? [extraInput] : []),
  ];
  const token = isPooled || typeTable ? 'tokens' : output;
  const gathered = precision ? 'gathered' : token;
  const nodes = [node('Gather', ['table', 'input_ids'], gathered)];
  if (precision === 'float16') nodes.push(node('Cast', [gathered], token, [attribute('to', float16)]));
  if (precision === 'int8') nodes.push(node('DequantizeLinear', [gathered, 'scale'], token));
  const typed = isPooled ? 'typed' : output;
  if (typeTable) {
    nodes.push(node('Gather', ['type_table', 'token_type_ids'], 'types'), node('Add', [token, 'types'], typed));
  }
  if (isPooled) nodes.push(node('ReduceMean', [typeTable ? typed : token, 'axes'], output, [attribute('keepdims', 0)]));
  const tensors = precision === 'int8' ? quantised(table) : [matrix('table', table)];
  if (typeTable) tensors.push(matrix('type_table', typeTable));
  if (isPooled) tensors.push(tensor('axes', int64, [1], new BigInt64Array([1n])));
  return model({
    name: 'token-table',
    nodes,
    tensors,
    inputs: inputs.map((name) => value(name, int64, ['batch', 'steps'])),
    outputs: [
      value(
        output,
        precision === 'float16' ? float16 : float,
        isPooled ? ['batch', 'dims'] : ['batch', 'steps', 'dims'],
      ),
    ],
  });
}

/** The table as int8 in steps of a half. */
function quantised(table: readonly (readonly number[])[]): Buffer[] {
  const scale = 0.5;
  const steps = table.flat().map((number) => Math.max(-128, Math.min(127, Math.round(number / scale))));
  return [
    tensor('table', int8, [table.length, table[0]?.length ?? 0], Int8Array.from(steps)),
    tensor('scale', float, [], Float32Array.of(scale)),
  ];
}
