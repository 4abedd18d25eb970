import type { Check } from './checks/check.ts';
import { defineCommand, type Noun, type World } from './command.ts';

const examine = defineCommand({
  verb: null,
  summary: 'Check settings, secrets, database, models, ports and disk; changes nothing.',
  flags: {},
  run: async (world) => {
    const checks = await examineAll(world);
    const failed = checks.some(({ status }) => status === 'fail');
    const width = Math.max(...checks.map(({ name }) => name.length));
    const lines = checks.map(({ name, status, message }) => `${status.padEnd(4)}  ${name.padEnd(width)}  ${message}`);
    return { json: { ok: !failed, checks }, text: lines.join('\n'), failed };
  },
});

async function examineAll(world: World): Promise<Check[]> {
  const { checkSettings } = await import('./checks/settings.ts');
  const [settingsCheck, settings] = checkSettings(world);
  // Every other check needs to know where things are.
  if (!settings) return [settingsCheck];
  const [{ checkSecrets }, { checkDatabase }, { checkBundledModels }, { checkPlaces }, { checkDisk }] =
    await Promise.all([
      import('./checks/secrets.ts'),
      import('./checks/database.ts'),
      import('./checks/models.ts'),
      import('./checks/ports.ts'),
      import('./checks/disk.ts'),
    ]);
  const [secretsCheck, secrets] = await checkSecrets(settings);
  return [
    settingsCheck,
    secretsCheck,
    ...(await checkDatabase(world, settings, secrets)),
    ...(await checkBundledModels()),
    ...(await checkPlaces(settings)),
    await checkDisk(settings),
  ];
}

export const doctor: Noun = {
  name: 'doctor',
  summary: 'Finds what keeps this installation from working.',
  commands: [examine],
};
