import { readSettings, type Settings } from '../../platform/settings.ts';
import { operatorSentence } from '../../platform/start-error.ts';
import type { World } from '../command.ts';
import { type Check, failFor, ok } from './check.ts';

/** The settings too, when they are right. */
export function checkSettings({ root, environment }: World): [Check, Settings?] {
  try {
    const settings = readSettings(root, environment);
    const database = settings.DATABASE_URL ? 'a database of your own' : 'the embedded database';
    return [ok('settings', `home ${settings.GRIDSKY_HOME}, ${database}, Node ${process.versions.node}`), settings];
  } catch (error) {
    return [failFor('settings', error, operatorSentence(error)?.replaceAll('\n', ' '))];
  }
}
