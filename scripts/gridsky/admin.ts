import { CommandError, defineCommand, type Noun } from './command.ts';
import { withPlatform } from './open-platform.ts';

const link = defineCommand({
  verb: 'link',
  summary: 'Print a one-time link that makes the first platform admin; links printed before stop working.',
  flags: {},
  run: (world) =>
    withPlatform(world, async ({ context, settings }) => {
      const { createAdminLink } = await import('@gridsky/api/services');
      const made = await createAdminLink(context);
      if (!made) {
        throw new CommandError(
          'There is a platform admin already: sign in with that account, or set its password with user set-password.',
        );
      }
      const url = `${settings.PUBLIC_URL}/claim-admin?token=${made.token}`;
      return { json: { url }, text: `The link works once, for 24 hours:\n${url}` };
    }),
});

export const admin: Noun = { name: 'admin', summary: 'The platform’s first admin account.', commands: [link] };
