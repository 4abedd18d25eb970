import { ask } from '../../platform/ask.ts';
import { checkPorts } from '../../platform/ports.ts';
import { findRunning } from '../../platform/runtime.ts';
import type { Settings } from '../../platform/settings.ts';
import { operatorSentence } from '../../platform/start-error.ts';
import { type Check, fail, failFor, ok, warn } from './check.ts';

const answerMilliseconds = 5_000;

/** Where the API and the dashboard listen: free, or held by a platform of this home that answers there. */
export async function checkPlaces(settings: Settings): Promise<Check[]> {
  const runtime = await findRunning(settings.GRIDSKY_HOME);
  if (!runtime) {
    try {
      await checkPorts(settings);
      return [ok('ports', `${settings.PORT} and ${settings.API_PORT} are free; the platform isn't running`)];
    } catch (error) {
      return [failFor('ports', error, operatorSentence(error))];
    }
  }
  if (runtime.state !== 'ready') {
    return [
      warn('ports', `The platform is ${runtime.state} (process ${runtime.supervisor.pid}): look again in a moment.`),
    ];
  }
  const base = (port: number) => `http://${localName(settings.HOST)}:${port}`;
  return Promise.all([
    checkAnswer('API', `${base(runtime.children.api?.port ?? settings.API_PORT)}/readyz`, 'api.log'),
    checkAnswer('dashboard', `${base(runtime.children.web?.port ?? settings.PORT)}/api/health`, 'web.log'),
  ]);
}

async function checkAnswer(name: string, url: string, log: string): Promise<Check> {
  const answer = await ask(url, answerMilliseconds);
  if (answer?.status === 200) return ok(name, `ready at ${new URL(url).origin}`);
  const said = answer ? `answers ${answer.status} (${answer.body.slice(0, 200)})` : `doesn't answer`;
  return fail(name, `${url} ${said}: its log is ${log} in the home's folder logs.`);
}

/** A name of this machine that reaches a listener on `host`. */
function localName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
