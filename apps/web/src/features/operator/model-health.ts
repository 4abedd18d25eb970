import type { ModelWithHealth } from '@gridsky/api/services';
import type { StatusTone } from '../../ui/status.tsx';

export interface ModelHealthText {
  word: string;
  tone: StatusTone;
  /** Why it could not be loaded, once each. */
  sentences: string[];
  /** In how many of the processes it is loaded. */
  processes: string;
}

/** How a model is over all processes: as its worst. */
export function modelHealth({
  disabled,
  health,
  provider,
}: Pick<ModelWithHealth, 'disabled' | 'health' | 'provider'>): ModelHealthText {
  const loaded = health.filter(({ state }) => state === 'loaded').length;
  const processes =
    health.length === 0 ? 'no process of the API is running' : `loaded in ${loaded} of ${health.length}`;
  if (disabled) return { word: 'Disabled', tone: 'off', sentences: [], processes: 'served in none' };
  if (provider !== null) return { word: 'At its provider', tone: 'off', sentences: [], processes: 'loaded in none' };
  const failures = health.filter(({ state }) => state === 'failed').map(({ message }) => message ?? 'It failed.');
  const sentences = [...new Set(failures)];
  if (sentences.length > 0) return { word: 'Failed', tone: 'bad', sentences, processes };
  if (health.length === 0 || loaded < health.length) return { word: 'Waiting', tone: 'warn', sentences, processes };
  return { word: 'Loaded', tone: 'good', sentences, processes };
}
