import { Tensor } from 'onnxruntime-node';
import { float, int8, model, node, tensor, uint8, value } from '../../src/engine/testing/onnx-file.ts';
import type { BertPrecision, BertSize } from './random-bert.ts';

const ROWS = 512;
const WIDTH = 1_024;
const PRODUCTS = 4;

/** Multiplications and additions of one run of `gemm`. */
export const gemmOperations = PRODUCTS * 2 * ROWS * WIDTH * WIDTH;

/** Nothing but products of large matrices, one after the other: the most that ONNX Runtime gets out of this machine's arithmetic. */
export function gemm(precision: BertPrecision): Buffer {
  const nodes: Buffer[] = [];
  const tensors = [
    tensor('step', float, [], Float32Array.of(0.01)),
    tensor('zero', uint8, [], Uint8Array.of(128)),
    tensor('weight_zero', int8, [], Int8Array.of(0)),
  ];
  const add = (operator: string, inputs: string[], output: string) => {
    nodes.push(node(operator, inputs, output));
    return output;
  };
  const at = (index: number) => ((index * 2_654_435_761) % 255) - 127;
  let state = 'input';
  for (let product = 0; product < PRODUCTS; product++) {
    const weight = `weight${product}`;
    const output = product === PRODUCTS - 1 ? 'output' : `state${product}`;
    if (precision === 'int8') {
      tensors.push(
        tensor(
          weight,
          int8,
          [WIDTH, WIDTH],
          Int8Array.from({ length: WIDTH * WIDTH }, (_, i) => at(i)),
        ),
      );
      const steps = add('QuantizeLinear', [state, 'step', 'zero'], `steps${product}`);
      const left = add('DequantizeLinear', [steps, 'step', 'zero'], `left${product}`);
      state = add(
        'MatMul',
        [left, add('DequantizeLinear', [weight, 'step', 'weight_zero'], `right${product}`)],
        output,
      );
    } else {
      const values = Float32Array.from({ length: WIDTH * WIDTH }, (_, index) => at(index) / 4_096);
      tensors.push(tensor(weight, float, [WIDTH, WIDTH], values));
      state = add('MatMul', [state, weight], output);
    }
  }
  return model({
    name: 'gemm',
    nodes,
    tensors,
    inputs: [value('input', float, ['rows', 'width'])],
    outputs: [value('output', float, ['rows', 'width'])],
  });
}

/** What it takes. */
export const gemmFeeds = () => ({
  input: new Tensor(
    'float32',
    Float32Array.from({ length: ROWS * WIDTH }, (_, at) => (at % 7) / 7),
    [ROWS, WIDTH],
  ),
});

/** Multiplications and additions that a BERT needs for one token of a text of so many: its matrices and its attention. */
export function bertOperations({ layers, hidden, inner }: BertSize, steps: number): number {
  return layers * (8 * hidden * hidden + 4 * hidden * inner + 4 * steps * hidden);
}
