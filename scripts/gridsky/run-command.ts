import { admin } from './admin.ts';
import { billing } from './billing.ts';
import type { Noun, World } from './command.ts';
import { credit } from './credit.ts';
import { doctor } from './doctor.ts';
import { endpoint } from './endpoint.ts';
import { explainFailure } from './explain-failure.ts';
import { helpOfAll, helpOfCommand, helpOfNoun } from './help.ts';
import { key } from './key.ts';
import { models } from './models.ts';
import { parseArguments } from './parse-arguments.ts';
import { plan } from './plan.ts';
import { provider } from './provider.ts';
import { secrets } from './secrets.ts';
import { tenant } from './tenant.ts';
import { usage } from './usage.ts';
import { user } from './user.ts';

/** All there is, in the order of the help text. */
export const nouns: readonly Noun[] = [
  ...[tenant, plan, credit, key, user, models, provider, endpoint, secrets],
  ...[usage, billing, doctor, admin],
];

export interface Outcome {
  /** 0 done, 1 could not be done, 2 not understood, 130 interrupted. */
  code: number;
  /** Whole text for the standard output, with its last line feed. */
  out: string;
  /** The same for the standard error. */
  err: string;
}

/** Runs one command line. Never rejects: a failure is an outcome. */
export async function runCommand(args: readonly string[], world: World): Promise<Outcome> {
  try {
    const parsed = parseArguments(nouns, args);
    if (parsed.help) {
      const { noun, command } = parsed;
      const text = !noun ? helpOfAll(nouns) : command ? helpOfCommand(noun, command) : helpOfNoun(noun);
      return { code: 0, out: `${text}\n`, err: '' };
    }
    const { json, text, failed } = await parsed.command.run(world, parsed.values);
    return { code: failed ? 1 : 0, out: `${parsed.json ? JSON.stringify(json) : text}\n`, err: '' };
  } catch (error) {
    const { code, message } = await explainFailure(error, world.environment);
    return { code, out: '', err: `${message}\n` };
  }
}
