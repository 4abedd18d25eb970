import { attribute, float, int64, matrix, model, node, tensor, value } from './onnx-file.ts';

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
  /** Declared as one more input, which no text encoder has. */
  extraInput?: string;
}

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
  if (isPooled) nodes.push(node('ReduceMean', [typeTable ? typed : token, 'axes'], output, [attribute('keepdims', 0)]));
  const tensors = [matrix('table', table)];
  if (typeTable) tensors.push(matrix('type_table', typeTable));
  if (isPooled) tensors.push(tensor('axes', int64, [1], new BigInt64Array([1n])));
  return model({
    name: 'token-table',
    nodes,
    tensors,
    inputs: inputs.map((name) => value(name, int64, ['batch', 'steps'])),
    outputs: [value(output, float, isPooled ? ['batch', 'dims'] : ['batch', 'steps', 'dims'])],
  });
}
