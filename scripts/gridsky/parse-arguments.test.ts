import { describe, expect, test } from 'vitest';
import { UsageError } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { nouns } from './run-command.ts';

const someId = '0199c0de-0000-7000-8000-000000000001';

function parse(...args: string[]) {
  return parseArguments(nouns, args);
}

describe('reads', () => {
  test('a noun, a verb and its flags, in either notation', () => {
    expect(parse('tenant', 'create', '--name', 'Sky Ltd', '--plan=trial', '--json')).toMatchObject({
      help: false,
      json: true,
      values: { name: 'Sky Ltd', plan: 'trial' },
    });
  });

  test('a noun that has no verb', () => {
    expect(parse('usage', '--days', '3')).toMatchObject({ values: { days: '3' }, json: false });
  });

  test('a value without a name, before or after flags', () => {
    expect(parse('models', 'add', './bge', '--id', 'bge')).toMatchObject({ values: { folder: './bge', id: 'bge' } });
    expect(parse('models', 'add', '--id', 'bge', './bge')).toMatchObject({ values: { folder: './bge', id: 'bge' } });
  });

  test('two values without names, and a flag without a value', () => {
    expect(parse('models', 'alias', 'ada', 'plugsky-embed-v1')).toMatchObject({
      values: { name: 'ada', model: 'plugsky-embed-v1' },
    });
    expect(parse('models', 'alias', '--remove', 'ada')).toMatchObject({ values: { name: 'ada', remove: 'yes' } });
    expect(parse('models', 'price', 'plugsky-embed-v1', '0.03')).toMatchObject({
      values: { model: 'plugsky-embed-v1', price: '0.03' },
    });
  });

  test('a value that begins with a dash, after an equals sign', () => {
    expect(parse('tenant', 'create', '--name=-x', '--plan', 'trial')).toMatchObject({ values: { name: '-x' } });
  });

  test.each([[], ['--help'], ['-h'], ['help']])('a wish for help on everything: %s', (...args) => {
    expect(parse(...args)).toEqual({ help: true });
  });

  test.each([
    ['key', '--help'],
    ['help', 'key'],
  ])('a wish for help on a noun: %s', (...args) => {
    expect(parse(...args)).toMatchObject({ help: true, noun: { name: 'key' } });
  });

  test('a wish for help on a command although its flags are missing', () => {
    expect(parse('key', 'create', '--help')).toMatchObject({ help: true, command: { verb: 'create' } });
    expect(parse('doctor', '-h')).toMatchObject({ help: true, noun: { name: 'doctor' } });
  });
});

describe('refuses in one sentence', () => {
  test.each([
    [
      ['invoice'],
      'There is no command "invoice": known are tenant, plan, credit, key, user, models, provider, endpoint, secrets, usage, billing, doctor and admin.',
    ],
    [['--json'], 'There is no command "--json"'],
    [['tenant'], 'tenant needs a verb: create, list, suspend, resume, set-plan and override.'],
    [['tenant', '--json'], 'tenant needs a verb'],
    [['tenant', 'delete'], 'tenant has no verb "delete"'],
    [['tenant', 'list', '--all'], 'tenant list has no flag --all: known are --json and --help.'],
    [['tenant', 'list', '-a'], 'tenant list has no flag -a'],
    [['tenant', 'list', 'extra'], `tenant list doesn't take "extra"`],
    [['tenant', 'create', '--name', 'x'], 'tenant create needs --plan: see tenant create --help.'],
    [['tenant', 'create', '--name', '--plan', 'trial'], '--name needs a value: for one that begins with a dash'],
    [['tenant', 'create', '--name'], '--name needs a value.'],
    [['tenant', 'create', '--name='], '--name needs a value.'],
    [['tenant', 'list', '--json=yes'], '--json takes no value.'],
    [['tenant', 'suspend', '--id', someId, '--yes=no'], '--yes takes no value.'],
    [['tenant', 'suspend', '--id', '7'], '--id is "7": it must be an id'],
    [['key', 'create', '--tenant', someId, '--name', 'k', '--mode', 'dev'], 'it must be live or test.'],
    [['models', 'add'], 'models add needs a folder'],
    [['models', 'price', 'x'], 'models price needs a price'],
    [['models', 'alias', 'x', 'y', 'z'], 'models alias doesn\'t take "z"'],
    [['models', 'add', 'x', '--folder', 'y'], 'models add has no flag --folder'],
  ])('%s', (args, sentence) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(sentence);
  });

  test.each(['create', 'set-password'])('a password among the arguments of user %s, without repeating it', (verb) => {
    for (const args of [['--password', 'hunter2hunter2'], ['--password=hunter2hunter2'], ['--password']]) {
      expect(() => parse('user', verb, '--email', 'a@b.cd', ...args)).toThrow(/history/);
      expect(() => parse('user', verb, '--email', 'a@b.cd', ...args)).not.toThrow(/hunter2/);
    }
  });
});
