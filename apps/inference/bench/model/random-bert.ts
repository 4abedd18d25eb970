import {
  attribute,
  float,
  int8,
  int64,
  model,
  node,
  tensor,
  uint8,
  value,
} from '../../src/engine/testing/onnx-file.ts';

export type BertSize = {
  layers: number;
  hidden: number;
  heads: number;
  inner: number;
  vocabulary: number;
  steps: number;
};

/** all-MiniLM-L6-v2's size, and thereby its cost: 22.7 million weights. */
export const miniLmSize: BertSize = { layers: 6, hidden: 384, heads: 12, inner: 1_536, vocabulary: 30_522, steps: 512 };

/** What the layers' weights and their inputs are: int8 is static (QDQ), the fast kind that does not change vectors with the batch. */
export type BertPrecision = 'float32' | 'int8';

/**
 * A BERT encoder (Devlin et al. 2018) with random weights as an ONNX file: what it computes means nothing, what it costs is what a
 * trained model of its size costs. The same size and precision give the same file.
 */
export function randomBert(size: BertSize, precision: BertPrecision = 'float32'): Buffer {
  const { hidden, heads, inner, vocabulary, steps, layers } = size;
  const nodes: Buffer[] = [];
  const tensors: Buffer[] = [];
  const quantised = new Set<string>();
  const random = gaussian(1);
  const weights = (name: string, dims: number[], spread = 0.02) => {
    const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => spread * random());
    tensors.push(tensor(name, float, dims, data));
    return name;
  };
  const constant = (name: string, values: number[], dims = [values.length]) => {
    tensors.push(tensor(name, float, dims, Float32Array.from(values)));
    return name;
  };
  const whole = (name: string, values: number[], dims = [values.length]) => {
    tensors.push(tensor(name, int64, dims, BigInt64Array.from(values.map(BigInt))));
    return name;
  };
  const add = (operator: string, inputs: string[], output: string, attributes: Buffer[] = []) => {
    nodes.push(node(operator, inputs, output, attributes));
    return output;
  };
  const normalise = (input: string, name: string) => {
    const scale = constant(`${name}.scale`, Array<number>(hidden).fill(1));
    return add('LayerNormalization', [input, scale, weights(`${name}.bias`, [hidden])], name);
  };
  // Steps that hold six standard deviations: of a normalised state (1), and of weights (0.02).
  const dequantised = (input: string) => {
    const name = `${input}.dequantised`;
    if (quantised.has(name)) return name;
    quantised.add(name);
    add('QuantizeLinear', [input, 'state_step', 'state_zero'], `${input}.quantised`);
    return add('DequantizeLinear', [`${input}.quantised`, 'state_step', 'state_zero'], name);
  };
  const steppedWeights = (name: string, dims: [number, number]) => {
    const data = Int8Array.from({ length: dims[0] * dims[1] }, () =>
      Math.max(-127, Math.min(127, (127 / 6) * random())),
    );
    tensors.push(tensor(`${name}.steps`, int8, dims, data));
    return add('DequantizeLinear', [`${name}.steps`, 'weight_step', 'weight_zero'], name);
  };
  const multiply = (input: string, from: number, to: number, name: string) =>
    precision === 'int8'
      ? add('MatMul', [dequantised(input), steppedWeights(`${name}.weight`, [from, to])], `${name}.product`)
      : add('MatMul', [input, weights(`${name}.weight`, [from, to])], `${name}.product`);
  const linear = (input: string, from: number, to: number, name: string) => {
    const product = multiply(input, from, to, name);
    return add('Add', [product, weights(`${name}.bias`, [to])], name);
  };

  if (precision === 'int8') {
    constant('state_step', [6 / 127], []);
    constant('weight_step', [(0.02 * 6) / 127], []);
    tensors.push(tensor('state_zero', uint8, [], Uint8Array.of(128)), tensor('weight_zero', int8, [], Int8Array.of(0)));
  }
  const words = add('Gather', [weights('words', [vocabulary, hidden]), 'input_ids'], 'word_vectors');
  const types = add('Gather', [weights('types', [2, hidden]), 'token_type_ids'], 'type_vectors');
  const shape = add('Shape', ['input_ids'], 'shape');
  const length = add('Gather', [shape, whole('one', [1], [])], 'length');
  const range = add('Range', [whole('from', [0], []), length, whole('by', [1], [])], 'range');
  const places = add('Gather', [weights('places', [steps, hidden]), range], 'place_vectors');
  const typed = add('Add', [words, types], 'typed');
  let state = normalise(add('Add', [typed, places], 'placed'), 'embedded');

  const maskFloat = add('Cast', ['attention_mask'], 'mask_float', [attribute('to', float)]);
  const maskWide = add('Unsqueeze', [maskFloat, whole('mask_axes', [1, 2])], 'mask_wide');
  const inverted = add('Sub', [constant('mask_one', [1], []), maskWide], 'mask_inverted');
  const mask = add('Mul', [inverted, constant('mask_low', [-10_000], [])], 'mask');
  whole('split', [0, 0, heads, hidden / heads]);
  whole('join', [0, 0, hidden]);
  constant('root', [1 / Math.sqrt(hidden / heads)], []);
  constant('half', [0.5], []);
  constant('unit', [1], []);
  constant('root_two', [Math.SQRT2], []);

  for (let layer = 0; layer < layers; layer++) {
    const at = (name: string) => `layer${layer}.${name}`;
    const split = (name: string, order: number[]) => {
      const flat = linear(state, hidden, hidden, at(name));
      const parts = add('Reshape', [flat, 'split'], at(`${name}.parts`));
      return add('Transpose', [parts], at(`${name}.heads`), [attribute('perm', order)]);
    };
    const scores = add('MatMul', [split('query', [0, 2, 1, 3]), split('key', [0, 2, 3, 1])], at('scores'));
    const scaled = add('Mul', [scores, 'root'], at('scaled'));
    const shares = add('Softmax', [add('Add', [scaled, mask], at('masked'))], at('shares'));
    const mixed = add('MatMul', [shares, split('value', [0, 2, 1, 3])], at('mixed'));
    const turned = add('Transpose', [mixed], at('turned'), [attribute('perm', [0, 2, 1, 3])]);
    const joined = add('Reshape', [turned, 'join'], at('joined'));
    const attended = linear(joined, hidden, hidden, at('attended'));
    const middle = normalise(add('Add', [attended, state], at('attended.sum')), at('middle'));
    const wide = linear(middle, hidden, inner, at('wide'));
    const error = add('Erf', [add('Div', [wide, 'root_two'], at('gelu.in'))], at('gelu.erf'));
    const gate = add('Add', [error, 'unit'], at('gelu.gate'));
    const gated = add('Mul', [add('Mul', [wide, gate], at('gelu.product')), 'half'], at('gelu'));
    const narrow = linear(gated, inner, hidden, at('narrow'));
    state = normalise(
      add('Add', [narrow, middle], at('sum')),
      layer === layers - 1 ? 'last_hidden_state' : at('state'),
    );
  }
  return model({
    name: 'random-bert',
    nodes,
    tensors,
    inputs: ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => value(name, int64, ['batch', 'steps'])),
    outputs: [value('last_hidden_state', float, ['batch', 'steps', 'hidden'])],
  });
}

/** Normally distributed numbers (Box and Muller 1958) from a fixed seed. */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
