import { CommandError, defineCommand, type Noun, UsageError, type World } from './command.ts';
import { parseInput } from './input.ts';
import { withPlatform } from './open-platform.ts';

const refused = {
  password:
    'A password is no argument, as the shell would keep it in its history and ps would show it: leave --password out and type it when asked, or write it to the standard input.',
};
const flagOf = { tenantId: '--tenant', password: 'The password' };

const create = defineCommand({
  verb: 'create',
  summary: 'Make a user; the password is asked for, or read from the standard input.',
  flags: {
    email: { value: 'ADDRESS', required: true, help: 'What the user signs in with.' },
    tenant: { value: 'ID', id: true, help: 'A tenant to be a member of.' },
    role: {
      value: 'ROLE',
      choices: ['owner', 'admin', 'member', 'viewer'],
      help: 'The role in that tenant; member when not given.',
    },
  },
  refused,
  run: async (world, { email, tenant, role }) => {
    if (role && !tenant) throw new UsageError('--role is a role in a tenant: give --tenant too.');
    const { createUser, createUserInput } = await import('@gridsky/api/services');
    const password = await newPassword(world, email);
    const input = parseInput(createUserInput, { email, password, tenantId: tenant, role }, flagOf);
    return withPlatform(world, async ({ context }) => {
      const { id } = await createUser(context, input);
      const member = tenant ? { tenant, role: input.role } : {};
      return {
        json: { id, email: input.email, ...member },
        text: `User ${input.email} is made${tenant ? `, ${input.role} of tenant ${tenant}` : ''}.\n${id}`,
      };
    });
  },
});

const setPassword = defineCommand({
  verb: 'set-password',
  summary: 'Set a user’s password and end all sessions of that user.',
  flags: { email: { value: 'ADDRESS', required: true, help: 'What the user signs in with.' } },
  refused,
  run: async (world, { email }) => {
    const services = await import('@gridsky/api/services');
    const password = await newPassword(world, email);
    const input = parseInput(services.setPasswordInput, { email, password }, flagOf);
    return withPlatform(world, async ({ context }) => {
      const { id } = await services.setPassword(context, input);
      return {
        json: { id, email: input.email },
        text: `${input.email} has a new password; all its sessions are ended.`,
      };
    });
  },
});

const removeSecondFactor = defineCommand({
  verb: 'remove-second-factor',
  summary: 'Let a user who lost the authenticator in with the password alone; ends all sessions of that user.',
  flags: { email: { value: 'ADDRESS', required: true, help: 'What the user signs in with.' } },
  run: async (world, { email }) => {
    const services = await import('@gridsky/api/services');
    const input = parseInput(services.clearSecondFactorInput, { email }, flagOf);
    return withPlatform(world, async ({ context }) => {
      const { id } = await services.clearSecondFactor(context, input);
      return {
        json: { id, email: input.email },
        text: `${input.email} signs in with the password alone; all its sessions are ended.`,
      };
    });
  },
});

async function newPassword(world: World, email: string): Promise<string> {
  const password = await world.readPassword(`Password for ${email}: `);
  if (!world.terminal || password === (await world.readPassword('The same again: '))) return password;
  throw new CommandError('The two passwords differ: nothing was changed, start again.');
}

export const user: Noun = {
  name: 'user',
  summary: 'People who sign in.',
  commands: [create, setPassword, removeSecondFactor],
};
