import type { CatalogueProvider } from '@gridsky/api/domain';
import { defineCommand, type Noun } from './command.ts';
import { parseInput } from './input.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable, shortTime } from './table.ts';

const names = ['openai', 'cohere', 'voyage', 'mistral', 'google'] as const satisfies readonly CatalogueProvider[];

const name = {
  value: 'PROVIDER',
  required: true,
  positional: true,
  choices: names,
  help: 'Whose models: openai, cohere, voyage, mistral or google.',
} as const;

const add = defineCommand({
  verb: 'add',
  summary:
    'Open a provider’s models to every plan that has provider models; its key is asked for, or read from the standard input.',
  flags: {
    provider: name,
    url: { value: 'URL', help: 'Another address than the provider’s own.' },
  },
  refused: {
    secret:
      'A key is no argument, as the shell would keep it in its history and ps would show it: leave --secret out and type it when asked, or write it to the standard input.',
  },
  run: async (world, { provider, url }) => {
    const { PROVIDER_MODELS } = await import('@gridsky/api/domain');
    const { setProvider, setProviderInput } = await import('@gridsky/api/services');
    const secret = await world.readPassword(`Key of ${provider}: `);
    const input = parseInput(
      setProviderInput,
      { provider, baseUrl: url ?? null, secret },
      { baseUrl: '--url', secret: 'The key' },
    );
    return withPlatform(world, async ({ context, remote }) => {
      await setProvider({ ...context, remote: await remote() }, input);
      const models = PROVIDER_MODELS.filter((model) => model.provider === provider).map(({ id }) => id);
      return {
        json: { provider, baseUrl: input.baseUrl, models },
        text: `The key of ${provider} is set. It serves:\n${models.join('\n')}`,
      };
    });
  },
});

const list = defineCommand({
  verb: 'list',
  summary: 'List the providers whose keys are set.',
  flags: {},
  run: (world) =>
    withPlatform(world, async ({ context }) => {
      const { listProviders } = await import('@gridsky/api/services');
      const rows = await listProviders(context);
      return {
        json: rows,
        text: formatTable(
          rows,
          {
            provider: (row) => row.provider,
            address: (row) => row.baseUrl ?? 'its own',
            key: (row) => `…${row.secretLast4 ?? ''}`,
            set: (row) => shortTime(row.updatedAt),
          },
          'No provider has a key: add one with provider add.',
        ),
      };
    }),
});

const remove = defineCommand({
  verb: 'remove',
  summary: 'Wipe a provider’s key; its models answer like ones that are not there.',
  flags: { provider: name },
  run: (world, { provider }) =>
    withPlatform(world, async ({ context, remote }) => {
      const { removeProvider } = await import('@gridsky/api/services');
      const chosen = names.find((one) => one === provider) ?? 'openai';
      await removeProvider({ ...context, remote: await remote() }, { provider: chosen });
      return { json: { provider, removed: true }, text: `The key of ${provider} is wiped.` };
    }),
});

export const provider: Noun = {
  name: 'provider',
  summary: 'Keys of OpenAI, Cohere, Voyage, Mistral and Google for the whole platform.',
  commands: [add, list, remove],
};
