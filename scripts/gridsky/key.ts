import { defineCommand, type Noun } from './command.ts';
import { parseInput } from './input.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable, shortTime } from './table.ts';

const tenantFlag = { value: 'ID', required: true, id: true, help: 'The tenant that owns the key.' } as const;

const create = defineCommand({
  verb: 'create',
  summary: 'Make an API key; its secret is shown this once.',
  flags: {
    tenant: tenantFlag,
    name: { value: 'NAME', required: true, help: 'What people call it, at most 80 characters.' },
    mode: { value: 'MODE', choices: ['live', 'test'], help: 'test answers with fixed vectors and costs nothing.' },
    scope: { value: 'SCOPE', choices: ['read', 'infer', 'admin'], help: 'What it may do; infer when not given.' },
  },
  run: async (world, { tenant, name, mode, scope }) => {
    const { createKey, createKeyInput } = await import('@gridsky/api/services');
    const input = parseInput(createKeyInput, { name, mode, scope });
    return withPlatform(world, async ({ inTenant }) => {
      const { key, secret } = await createKey(inTenant(tenant), input);
      return {
        json: { id: key.id, secret, tenant, name: key.name, mode: key.mode, scope: key.scope },
        text: `Key ${key.name} (${key.mode}, ${key.scope}) is made. The secret is shown this once:\n${secret}\nid ${key.id}`,
      };
    });
  },
});

const list = defineCommand({
  verb: 'list',
  summary: 'List the keys of a tenant, newest first, revoked ones too.',
  flags: { tenant: tenantFlag },
  run: (world, { tenant }) =>
    withPlatform(world, async ({ inTenant }) => {
      const { getTenant, listKeys } = await import('@gridsky/api/services');
      // Says that there is no such tenant, where an empty list would say that it has no key.
      await getTenant(inTenant(tenant));
      const keys = await listKeys(inTenant(tenant));
      const text = formatTable(
        keys,
        {
          id: (key) => key.id,
          name: (key) => key.name,
          key: (key) => key.display,
          scope: (key) => key.scope,
          state: (key) => key.state,
          created: (key) => shortTime(key.createdAt),
          'last used': (key) => shortTime(key.lastUsedAt),
        },
        'This tenant has no key: key create makes one.',
      );
      return { json: { keys }, text };
    }),
});

const revoke = defineCommand({
  verb: 'revoke',
  summary: 'End a key for good; it is refused within a second.',
  flags: { tenant: tenantFlag, id: { value: 'ID', required: true, id: true, help: 'The key.' } },
  run: (world, { tenant, id }) =>
    withPlatform(world, async ({ inTenant }) => {
      const { revokeKey } = await import('@gridsky/api/services');
      const key = await revokeKey(inTenant(tenant), { keyId: id });
      return { json: { id, state: key.state }, text: `Key ${key.name} (${key.display}) is revoked.` };
    }),
});

export const key: Noun = { name: 'key', summary: 'API keys of a tenant.', commands: [create, list, revoke] };
