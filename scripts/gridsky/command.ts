/** What a command may take from the outside; tests give their own. */
export interface World {
  /** The repository's root. */
  root: string;
  /** Folder that relative paths on the command line start from. */
  folder: string;
  environment: NodeJS.ProcessEnv;
  now: () => Date;
  /** A person types at the other end of the standard input. */
  terminal: boolean;
  /** Asks without echo on a terminal, else reads the first line of the standard input. */
  readPassword: (question: string) => Promise<string>;
  /** Asks on a terminal. */
  readLine: (question: string) => Promise<string>;
  /** Aborted by Ctrl-C: the database is closed before the process ends. */
  signal: AbortSignal;
}

/** What a command has to say, in both forms. */
export interface Answer {
  /** Printed on one line with --json. */
  json: unknown;
  text: string;
  /** The command did its work and found something broken: exit code 1. */
  failed?: boolean;
}

export interface Flag {
  help: string;
  /** Stands for the value in the help text, in capitals. */
  value: string;
  required?: boolean;
  /** Takes no value: it is there, then its value is `yes`, or it is not. */
  bare?: boolean;
  /** Given without a name, as `models add <folder>`. */
  positional?: boolean;
  /** The only values that are taken. */
  choices?: readonly string[];
  /** The value must look like an id of ours (UUID). */
  id?: boolean;
}

export interface Command {
  /** null: the noun alone is the command. */
  verb: string | null;
  summary: string;
  flags: Record<string, Flag>;
  /** Flags that people will try and that must not work, each with the sentence that says why. */
  refused: Record<string, string>;
  run: (world: World, values: Record<string, string | undefined>) => Promise<Answer>;
}

export interface Noun {
  name: string;
  summary: string;
  commands: Command[];
}

/** Values by flag: a required flag always has one. */
type Values<Flags extends Record<string, Flag>> = {
  [Name in keyof Flags]: Flags[Name] extends { required: true } ? string : string | undefined;
};

/** Declares a command: the values that `run` gets are typed by its flags. */
export function defineCommand<const Flags extends Record<string, Flag>>(spec: {
  verb: string | null;
  summary: string;
  flags: Flags;
  refused?: Record<string, string>;
  run: (world: World, values: Values<Flags>) => Promise<Answer>;
}): Command {
  const { run } = spec;
  return {
    refused: {},
    ...spec,
    // The parser has made sure of required flags before anything runs.
    run: (world, values) => run(world, values as Values<Flags>),
  };
}

/** What was typed can't be understood: one sentence, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was typed is right and can't be done: one sentence, exit code 1. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Ctrl-C: exit code 130. */
export class Interrupted extends Error {
  override name = 'Interrupted';

  constructor() {
    super('Interrupted.');
  }
}
