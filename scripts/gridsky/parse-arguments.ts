import { parseArgs } from 'node:util';
import { type Command, type Flag, type Noun, UsageError } from './command.ts';

export type Parsed =
  | { help: true; noun?: Noun; command?: Command }
  | { help: false; json: boolean; noun: Noun; command: Command; values: Record<string, string | undefined> };

/** Finds the command that the arguments name and reads its flags. @throws UsageError with one sentence */
export function parseArguments(nouns: readonly Noun[], args: readonly string[]): Parsed {
  const [first, ...others] = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  if (first === undefined || isHelp(first)) return { help: true };
  const noun = nouns.find(({ name }) => name === first);
  if (!noun) throw new UsageError(`There is no command "${first}": known are ${names(nouns.map(({ name }) => name))}.`);

  const bare = noun.commands.find(({ verb }) => verb === null);
  if (bare) return parseFlags(noun, bare, others);
  const [verb, ...rest] = others;
  if (verb !== undefined && isHelp(verb)) return { help: true, noun };
  const verbs = names(noun.commands.map((command) => command.verb ?? ''));
  if (verb === undefined || verb.startsWith('-')) throw new UsageError(`${noun.name} needs a verb: ${verbs}.`);
  const command = noun.commands.find((candidate) => candidate.verb === verb);
  if (!command) throw new UsageError(`${noun.name} has no verb "${verb}": known are ${verbs}.`);
  return parseFlags(noun, command, rest);
}

/** `tenant create`, or the noun alone. */
export function commandName(noun: Noun, command: Command): string {
  return command.verb === null ? noun.name : `${noun.name} ${command.verb}`;
}

function parseFlags(noun: Noun, command: Command, args: string[]): Parsed {
  const name = commandName(noun, command);
  const named = Object.entries(command.flags).filter(([, flag]) => !flag.positional);
  const { tokens } = parseArgs({
    args,
    // The sentences below are ours: those of parseArgs talk about programming.
    strict: false,
    tokens: true,
    options: {
      ...Object.fromEntries(
        named.map(([flag, { bare }]) => [flag, { type: bare ? ('boolean' as const) : ('string' as const) }]),
      ),
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (tokens.some((token) => token.kind === 'option' && token.name === 'help')) return { help: true, noun, command };

  const values: Record<string, string | undefined> = {};
  const bare: string[] = [];
  let json = false;
  for (const token of tokens) {
    if (token.kind === 'positional') bare.push(token.value);
    if (token.kind !== 'option') continue;
    const refusal = command.refused[token.name];
    if (refusal) throw new UsageError(refusal);
    if (token.name === 'json' && token.value === undefined) json = true;
    else if (token.name === 'json') throw new UsageError('--json takes no value.');
    else values[token.name] = flagValue(name, command, token);
  }
  Object.assign(values, positionalValues(name, command, bare));
  for (const [flag, { required, positional }] of Object.entries(command.flags)) {
    if (required && values[flag] === undefined) {
      throw new UsageError(`${name} needs ${positional ? `a ${flag}` : `--${flag}`}: see ${name} --help.`);
    }
  }
  return { help: false, json, noun, command, values };
}

interface OptionToken {
  name: string;
  rawName: string;
  value?: string | undefined;
  inlineValue?: boolean | undefined;
}

function flagValue(command: string, { flags }: Command, { name, rawName, value, inlineValue }: OptionToken): string {
  const flag = flags[name];
  if (!flag || flag.positional || rawName !== `--${name}`) {
    const known = Object.keys(flags).filter((other) => !flags[other]?.positional);
    throw new UsageError(`${command} has no flag ${rawName}: known are ${names([...known, 'json', 'help'], '--')}.`);
  }
  if (flag.bare && value === undefined) return 'yes';
  if (flag.bare) throw new UsageError(`${rawName} takes no value.`);
  if (value === undefined || value === '') throw new UsageError(`${rawName} needs a value.`);
  if (!inlineValue && value.startsWith('-')) {
    throw new UsageError(`${rawName} needs a value: for one that begins with a dash write ${rawName}=${value}.`);
  }
  return checkValue(rawName, flag, value);
}

function positionalValues(command: string, { flags }: Command, given: string[]): Record<string, string> {
  const expected = Object.entries(flags).filter(([, flag]) => flag.positional);
  const extra = given[expected.length];
  if (extra !== undefined) throw new UsageError(`${command} doesn't take "${extra}": see ${command} --help.`);
  return Object.fromEntries(
    expected.slice(0, given.length).map(([name, flag], index) => [name, checkValue(name, flag, given[index] ?? '')]),
  );
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function checkValue(name: string, { choices, id }: Flag, value: string): string {
  if (choices && !choices.includes(value)) {
    throw new UsageError(`${name} is ${JSON.stringify(value)}: it must be ${names([...choices], '', 'or')}.`);
  }
  if (id && !uuid.test(value)) {
    throw new UsageError(`${name} is ${JSON.stringify(value)}: it must be an id, as the list command prints it.`);
  }
  return value;
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

function names(all: string[], prefix = '', conjunction = 'and'): string {
  const written = all.map((name) => prefix + name);
  const last = written.pop() ?? '';
  return written.length === 0 ? last : `${written.join(', ')} ${conjunction} ${last}`;
}
