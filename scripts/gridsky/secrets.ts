import { readPrivateFile, writePrivateFile } from '../platform/secrets.ts';
import { CommandError, defineCommand, type Noun } from './command.ts';
import { withPlatform } from './open-platform.ts';
import { keySettings, readRemoteSettings } from './remote-settings.ts';

const rotate = defineCommand({
  verb: 'rotate',
  summary:
    'Wrap all sealed secrets under a new key, while the platform runs: a new one is put into the file of keys; keys that a setting gives are taken as they are, the first for the new one.',
  flags: {
    old: {
      value: 'WHAT',
      choices: ['keep', 'drop'],
      help: 'What becomes of old keys in the file that nothing is wrapped under any more; keep when not given.',
    },
  },
  run: (world, { old = 'keep' }) =>
    withPlatform(world, async ({ context, settings }) => {
      const { newKeyLine, parseKeys, rotateSecrets } = await import('@gridsky/api/services');
      const { file } = keySettings(settings);
      if (file !== undefined) await writePrivateFile(file, newKeyLine() + ((await readPrivateFile(file)) ?? ''));
      const { vault } = await readRemoteSettings(settings);
      const { rewrapped, kept, failed } = await rotateSecrets(context, vault);
      let dropped = 0;
      if (old === 'drop' && file !== undefined && failed.length === 0) {
        const used = await context.database.system.sealedSecret.groupBy({ by: ['keyId'] });
        const lines = ((await readPrivateFile(file)) ?? '').split('\n').filter((line) => line.trim() !== '');
        const keptLines = lines.filter(
          (line, index) => index === 0 || used.some(({ keyId }) => keyId === parseKeys(line, file)[0]?.id),
        );
        dropped = lines.length - keptLines.length;
        await writePrivateFile(file, `${keptLines.join('\n')}\n`);
      }
      if (failed.length > 0 && rewrapped + kept === 0) {
        throw new CommandError(
          `None of ${failed.length} secrets could be opened: the key that wrapped them is missing.`,
        );
      }
      return {
        json: { rewrapped, kept, failed, dropped },
        text: `${rewrapped} secrets are wrapped under the new key, ${kept} were already.${
          failed.length > 0 ? ` ${failed.length} could not be opened: ${failed.join(', ')}.` : ''
        }${dropped > 0 ? ` ${dropped} old keys are dropped.` : ''}`,
        failed: failed.length > 0,
      };
    }),
});

export const secrets: Noun = {
  name: 'secrets',
  summary: 'The secrets of providers that this installation keeps.',
  commands: [rotate],
};
