import { stat } from 'node:fs/promises';
import path from 'node:path';
import { CommandError, defineCommand, type Noun, UsageError, type World } from './command.ts';
import { parseInput, parseMoney } from './input.ts';
import { alias } from './model-alias.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable } from './table.ts';

/** Dollars per million tokens of an added model when nobody names a price. */
const defaultPrice = '0.05';

const list = defineCommand({
  verb: 'list',
  summary: 'List the models that this platform serves.',
  flags: {},
  run: (world) =>
    withPlatform(world, async ({ context }) => {
      const { listModelAliases, listModels } = await import('@gridsky/api/services');
      const { formatDollars } = await import('@gridsky/api/domain');
      const aliases = await listModelAliases(context.database);
      const models = (await listModels(context.database)).map(({ pricePerMillionNano, ...model }) => ({
        ...model,
        pricePerMillion: formatDollars(pricePerMillionNano),
        aliases: aliases.filter(({ modelId }) => modelId === model.id).map(({ alias }) => alias),
      }));
      const text = formatTable(
        models,
        {
          id: (model) => model.id,
          kind: (model) => model.kind,
          dims: (model) => model.dimensions,
          'max tokens': (model) => model.maxInputTokens,
          '$ a million': (model) => model.pricePerMillion,
          aliases: (model) => model.aliases.join(', '),
          folder: (model) => model.folder ?? '',
        },
        'There is no model.',
      );
      return { json: { models }, text };
    }),
});

const add = defineCommand({
  verb: 'add',
  summary: 'Serve an ONNX model from a folder, on every plan; the same id again replaces it.',
  flags: {
    folder: {
      value: 'FOLDER',
      positional: true,
      required: true,
      help: 'Holds model.onnx, tokenizer.json and config.json; it is read at every start, so leave it there.',
    },
    id: { value: 'ID', help: 'What requests call it; without it, gridsky.json’s id or the folder’s name.' },
    price: { value: 'DOLLARS', help: `List price of a million tokens; ${defaultPrice} for a new model.` },
  },
  run: async (world, { folder, id, price }) => {
    const priceNano = price === undefined ? undefined : await parseMoney('--price', price);
    const spec = await tryModel(await modelFolder(world, folder), id);
    return withPlatform(world, async ({ context }) => {
      const { addModel, listModels } = await import('@gridsky/api/services');
      const { formatDollars, NO_MONEY, parseDollars } = await import('@gridsky/api/domain');
      const earlier = (await listModels(context.database)).find((model) => model.id === spec.id);
      const pricePerMillionNano = priceNano ?? earlier?.pricePerMillionNano ?? parseDollars(defaultPrice) ?? NO_MONEY;
      await addModel(context, {
        id: spec.id,
        displayName: spec.displayName,
        folder: spec.folder,
        dimensions: spec.dims,
        allowedDimensions: spec.dimensions,
        maxInputTokens: spec.maxTokens,
        pricePerMillionNano,
        everyPlan: true,
      });
      const pricePerMillion = formatDollars(pricePerMillionNano);
      return {
        json: {
          id: spec.id,
          folder: spec.folder,
          dimensions: spec.dims,
          allowedDimensions: spec.dimensions,
          maxInputTokens: spec.maxTokens,
          pricePerMillion,
        },
        text: `Model ${spec.id} is added: ${spec.dims} dimensions, up to ${spec.maxTokens} tokens, $${pricePerMillion} a million tokens. A running platform serves it in a moment.`,
      };
    });
  },
});

const remove = defineCommand({
  verb: 'remove',
  summary: 'Stop serving an added model; its usage and its folder stay.',
  flags: { id: { value: 'ID', required: true, help: 'As models list shows it.' } },
  run: (world, { id }) =>
    withPlatform(world, async ({ context }) => {
      const { removeModel } = await import('@gridsky/api/services');
      await removeModel(context, id);
      return { json: { id, removed: true }, text: `Model ${id} is no longer served.` };
    }),
});

const price = defineCommand({
  verb: 'price',
  summary: 'Change the list price of a model, of a provider’s too: it counts for requests from within a second on.',
  flags: {
    model: { value: 'MODEL', positional: true, required: true, help: 'As models list shows it.' },
    price: {
      value: 'DOLLARS',
      positional: true,
      required: true,
      help: 'Of a million tokens, such as 0.02; 0 is free.',
    },
  },
  run: async (world, { model, price: dollars }) => {
    const asked = await parseMoney('The price', dollars);
    return withPlatform(world, async ({ context }) => {
      const { changeModel, changeModelInput } = await import('@gridsky/api/services');
      const { formatDollars } = await import('@gridsky/api/domain');
      const input = parseInput(
        changeModelInput,
        { id: model, pricePerMillionNano: asked },
        { pricePerMillionNano: 'The price' },
      );
      await changeModel(context, input);
      const pricePerMillion = formatDollars(asked);
      return {
        json: { id: model, pricePerMillion },
        text: `Model ${model} costs $${pricePerMillion} a million tokens. A running platform counts it in a moment.`,
      };
    });
  },
});

async function modelFolder(world: World, given: string): Promise<string> {
  const folder = path.resolve(world.folder, given);
  if (await stat(folder).catch(() => undefined)) return folder;
  if (/^[\w-]+\/[\w.-]+$/.test(given)) {
    throw new UsageError(
      `There is no folder ${folder}, and downloading ${given} from a model hub isn’t part of this version: fetch its model.onnx, tokenizer.json and config.json yourself and give their folder.`,
    );
  }
  throw new CommandError(`There is no folder ${folder}.`);
}

/** Reads the folder and runs one text through the model, so that what can't be served is never added. */
async function tryModel(folder: string, id: string | undefined) {
  const { inspectModel, loadModelFolder, ModelFault } = await import('@gridsky/inference/models');
  try {
    const spec = await loadModelFolder(folder, { id });
    if (!/^[\w./:@-]+$/.test(spec.id)) {
      throw new CommandError(`${JSON.stringify(spec.id)} can’t be a model’s id: use letters, digits and . _ - / : @.`);
    }
    await inspectModel(spec);
    return spec;
  } catch (error) {
    throw error instanceof ModelFault ? new CommandError(error.message) : error;
  }
}

export const models: Noun = {
  name: 'models',
  summary: 'Models that every tenant can be given.',
  commands: [list, add, remove, price, alias],
};
