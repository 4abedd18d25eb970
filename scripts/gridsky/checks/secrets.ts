import path from 'node:path';
import { ensureSecrets, readPrivateFile, type Secrets } from '../../platform/secrets.ts';
import type { Settings } from '../../platform/settings.ts';
import { operatorSentence } from '../../platform/start-error.ts';
import { type Check, failFor, ok, warn } from './check.ts';

/** The secrets too, when they are there and private. */
export async function checkSecrets({ GRIDSKY_HOME: home }: Settings): Promise<[Check, Secrets?]> {
  const file = path.join(home, 'secrets.json');
  try {
    // Looked for first, as they would be made where there are none, and the doctor changes nothing.
    if ((await readPrivateFile(file)) === undefined) {
      return [warn('secrets', `${file} isn't there yet: npm start makes it.`)];
    }
    const secrets = await ensureSecrets(home);
    return [ok('secrets', `${file}, readable by its owner only`), secrets];
  } catch (error) {
    return [failFor('secrets', error, operatorSentence(error))];
  }
}
