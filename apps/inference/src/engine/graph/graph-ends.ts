import { ModelRefused } from '../isolated/model-refused.ts';
import { placeOf } from './place.ts';
import type { Model, Value } from './read-model.ts';

/** What a text encoder is given. Others would have to be made up. */
const INPUTS = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];
/** Where the vectors are looked for when the settings name no output. */
const OUTPUTS = ['sentence_embedding', 'last_hidden_state', 'token_embeddings'];

const INT64 = 7;
const FLOATS = [1, 10];

/** Refuses a graph that wants something else than tokens. Throws ModelRefused. */
export function checkInputs({ inputs, weights }: Model): void {
  // Old exporters list the weights among the inputs.
  const wanted = inputs.filter(({ name }) => !weights.has(name));
  const unknown = wanted.find(({ name }) => !INPUTS.includes(name));
  if (unknown) {
    throw new ModelRefused(
      `The graph wants an input ${placeOf(unknown.name, 'without a name', 0)}; a text encoder is given ${INPUTS.join(', ')}. Export the text encoder alone.`,
    );
  }
  if (!wanted.some(({ name }) => name === 'input_ids')) {
    throw new ModelRefused('The graph has no input input_ids. Export the encoder with its tokens as input_ids.');
  }
  for (const { name, type, rank } of wanted) {
    if (type !== null && type !== INT64) {
      throw new ModelRefused(`The input ${name} is not of int64. Export the model with int64 inputs.`);
    }
    if (rank !== null && rank !== 2) {
      throw new ModelRefused(`The input ${name} has ${rank} dimensions; texts × tokens are 2. Export it so.`);
    }
  }
}

/** Refuses a graph without an output of vectors. Throws ModelRefused. */
export function checkOutputs({ outputs }: Model, named: string | null): void {
  const found = chosen(outputs, named);
  if (!found) {
    const there = outputs.slice(0, 8).map(({ name }) => placeOf(name, 'one without a name', 0));
    throw new ModelRefused(
      named === null
        ? 'The graph has no output. Export the encoder with its last hidden state as output.'
        : `The graph has no output ${placeOf(named, '', 0)}, which gridsky.json names; it has ${there.join(', ') || 'none'}.`,
    );
  }
  const place = placeOf(found.name, 'without a name', 0);
  if (found.type !== null && !FLOATS.includes(found.type)) {
    throw new ModelRefused(
      `The output ${place} is not of float32 or float16. Export it so, or name another as "output" in gridsky.json.`,
    );
  }
  if (found.rank !== null && found.rank !== 2 && found.rank !== 3) {
    throw new ModelRefused(
      `The output ${place} has ${found.rank} dimensions; vectors are texts × dims or texts × tokens × dims. Name another as "output" in gridsky.json.`,
    );
  }
}

function chosen(outputs: readonly Value[], named: string | null): Value | undefined {
  if (named !== null) return outputs.find(({ name }) => name === named);
  const usual = OUTPUTS.map((name) => outputs.find((output) => output.name === name)).find((output) => output);
  return usual ?? outputs[0];
}
