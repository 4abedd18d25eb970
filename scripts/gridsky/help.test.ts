import { expect, test } from 'vitest';
import type { World } from './command.ts';
import { commandName } from './parse-arguments.ts';
import { nouns, runCommand } from './run-command.ts';

// Help needs nothing of the world: touching it would fail.
const nothing = {} as World;

test('the help text names every command in one line with what it does', async () => {
  const { out, code, err } = await runCommand(['--help'], nothing);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const noun of nouns) {
    for (const command of noun.commands) {
      expect(out).toMatch(new RegExp(`^  ${commandName(noun, command)} +\\S.*\\.$`, 'm'));
    }
  }
});

test('every noun and every command has help that names its flags, and needs no set-up for it', async () => {
  for (const noun of nouns) {
    expect((await runCommand([noun.name, '--help'], nothing)).code).toBe(0);
    for (const command of noun.commands) {
      const words = command.verb === null ? [noun.name] : [noun.name, command.verb];
      const { out, code } = await runCommand([...words, '--help'], nothing);
      expect(code).toBe(0);
      for (const [name, flag] of Object.entries(command.flags)) {
        expect(out).toContain(flag.positional ? `<${name}>` : `--${name} ${flag.value}`);
        expect(out).toContain(flag.help);
      }
    }
  }
});

test('what is not understood exits with 2, one sentence on the standard error and nothing on the standard output', async () => {
  const outcome = await runCommand(['tenant', 'create', '--nmae', 'x'], { environment: {} } as World);
  expect(outcome).toMatchObject({ code: 2, out: '' });
  expect(outcome.err).toMatch(/^tenant create has no flag --nmae: [^\n]+\.\n$/);
});
