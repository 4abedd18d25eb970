import { defineCommand, type Noun } from './command.ts';
import { allowedRanges } from './remote-settings.ts';

const check = defineCommand({
  verb: 'check',
  summary: 'Tell whether requests may be sent to an address of a tenant’s, and where it leads. Sends nothing to it.',
  flags: { url: { value: 'URL', required: true, positional: true, help: 'The whole address.' } },
  run: async (world, { url }) => {
    const { readSettings } = await import('../platform/settings.ts');
    const { checkEndpoint } = await import('@gridsky/api/services');
    const ranges = await allowedRanges(readSettings(world.root, world.environment));
    const result = await checkEndpoint({ allowedRanges: ranges }, url);
    const leads = result.addresses.length > 0 ? `\nIt leads to ${result.addresses.join(', ')}.` : '';
    return {
      json: result,
      text: `${result.allowed ? 'Allowed.' : `Refused: ${result.reason}`}${leads}`,
      failed: !result.allowed,
    };
  },
});

export const endpoint: Noun = {
  name: 'endpoint',
  summary: 'Addresses that tenants name: of their models and webhooks.',
  commands: [check],
};
