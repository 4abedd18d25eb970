import { attribute, float, int64, matrix, model, node, tensor, value } from '../src/engine/testing/onnx-file.ts';

/** So many that hours do not need large matrices: what computes for ever must not come near the memory that it may have. */
const MULTIPLICATIONS = 400;

/**
 * A graph that behaves until a certain token comes: what that stands for in `sizes` is the side of square matrices that it multiplies with each
 * other. A large one takes more memory, or more time, than anybody has.
 */
export function trapGraph({
  table,
  sizes,
}: {
  table: readonly (readonly number[])[];
  sizes: readonly number[];
}): Buffer {
  const whole = (name: string, values: readonly number[]) =>
    tensor(name, int64, [values.length], BigInt64Array.from(values, BigInt));
  const products = Array.from({ length: MULTIPLICATIONS }, (_, at) => node('MatMul', [`m${at}`, 'm0'], `m${at + 1}`));
  return model({
    name: 'trap',
    nodes: [
      node('Gather', ['sizes', 'input_ids'], 'asked'),
      node('ReduceMax', ['asked'], 'largest', [attribute('keepdims', 0)]),
      node('Unsqueeze', ['largest', 'first'], 'side'),
      node('Concat', ['side', 'side'], 'shape', [attribute('axis', 0)]),
      node('ConstantOfShape', ['shape'], 'm0'),
      ...products,
      node('ReduceMax', [`m${MULTIPLICATIONS}`], 'nothing', [attribute('keepdims', 0)]),
      node('Gather', ['table', 'input_ids'], 'tokens'),
      node('Add', ['tokens', 'nothing'], 'last_hidden_state'),
    ],
    tensors: [matrix('table', table), whole('sizes', sizes), whole('first', [0])],
    inputs: ['input_ids', 'attention_mask'].map((name) => value(name, int64, ['batch', 'steps'])),
    outputs: [value('last_hidden_state', float, ['batch', 'steps', 'dims'])],
  });
}
