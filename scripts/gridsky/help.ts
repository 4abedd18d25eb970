import type { Command, Flag, Noun } from './command.ts';
import { commandName } from './parse-arguments.ts';

const run = 'npm run gridsky --';

/** All commands, one line each. */
export function helpOfAll(nouns: readonly Noun[]): string {
  const lines = nouns.flatMap((noun) => noun.commands.map((command) => summaryLine(noun, command)));
  return [
    'The operator’s command line of Gridsky. It works beside a running platform and alone.',
    '',
    `Usage: ${run} <command> [flags]`,
    '',
    ...lines,
    '',
    'Every command takes --help, and --json for one line that a program can read.',
    'npm writes two lines of its own first: npm run --silent gridsky -- … leaves them out.',
    'Exit codes: 0 done, 1 could not be done (or doctor found a fault), 2 not understood.',
  ].join('\n');
}

export function helpOfNoun(noun: Noun): string {
  const lines = noun.commands.map((command) => summaryLine(noun, command));
  return [`${noun.summary}`, '', ...lines, '', `Flags of one: ${run} ${noun.name} <verb> --help`].join('\n');
}

export function helpOfCommand(noun: Noun, command: Command): string {
  const flags = Object.entries(command.flags);
  const usage = flags.map(([name, flag]) => {
    const shown = writtenFlag(name, flag);
    return flag.required ? shown : `[${shown}]`;
  });
  const rows = flags.map(([name, flag]) => {
    const choices = flag.choices ? ` (${flag.choices.join(', ')})` : '';
    return [writtenFlag(name, flag), flag.help + choices] as const;
  });
  rows.push(['--json', 'One line of JSON on the standard output.']);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    command.summary,
    '',
    `Usage: ${[run, commandName(noun, command), ...usage, '[--json]'].join(' ')}`,
    '',
    ...rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`),
  ].join('\n');
}

function writtenFlag(name: string, { positional, bare, value }: Flag): string {
  if (positional) return `<${name}>`;
  return bare ? `--${name}` : `--${name} ${value}`;
}

function summaryLine(noun: Noun, command: Command): string {
  return `  ${commandName(noun, command).padEnd(18)}  ${command.summary}`;
}
