import { defineCommand, UsageError, type World } from './command.ts';
import { parseInput } from './input.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable } from './table.ts';

/** `models alias`: lists, gives and takes away other names of the catalogue's models. */
export const alias = defineCommand({
  verb: 'alias',
  summary:
    'Serve requests for a name by a model: models alias NAME MODEL; with --remove no longer; without a name, list.',
  flags: {
    name: { value: 'NAME', positional: true, help: 'What requests call it, such as text-embedding-3-small.' },
    model: { value: 'MODEL', positional: true, help: 'The model that serves them, as models list shows it.' },
    remove: { value: '', bare: true, help: 'Take the name away.' },
  },
  run: (world, { name, model, remove: isRemoved }) => {
    if (name === undefined) {
      if (isRemoved) throw new UsageError('models alias --remove needs the name: models alias NAME --remove.');
      return listAliases(world);
    }
    if (isRemoved && model === undefined) return removeAlias(world, name);
    if (isRemoved) throw new UsageError('--remove takes the name alone: models alias NAME --remove.');
    if (model === undefined) throw new UsageError(`Which model is to serve ${name}? models alias ${name} MODEL.`);
    return setAlias(world, name, model);
  },
});

function listAliases(world: World) {
  return withPlatform(world, async ({ context }) => {
    const { listModelAliases } = await import('@gridsky/api/services');
    const aliases = (await listModelAliases(context.database)).map(({ alias: name, modelId }) => ({
      name,
      model: modelId,
    }));
    const text = formatTable(
      aliases,
      { name: (row) => row.name, 'served by': (row) => row.model },
      'No model has another name: give one with models alias NAME MODEL.',
    );
    return { json: { aliases }, text };
  });
}

function setAlias(world: World, name: string, model: string) {
  return withPlatform(world, async ({ context }) => {
    const { setModelAlias } = await import('@gridsky/api/services');
    const { setModelAliasInput } = await import('@gridsky/api/domain');
    const input = parseInput(
      setModelAliasInput,
      { alias: name, modelId: model },
      { alias: 'The name', modelId: 'The model' },
    );
    await setModelAlias(context, input);
    return {
      json: { name, model },
      text: `Requests for ${name} are served by ${model}, and their answers say so. A running platform follows in a moment.`,
    };
  });
}

function removeAlias(world: World, name: string) {
  return withPlatform(world, async ({ context }) => {
    const { removeModelAlias } = await import('@gridsky/api/services');
    await removeModelAlias(context, { alias: name });
    return { json: { name, removed: true }, text: `${name} is no name of a model any more.` };
  });
}
