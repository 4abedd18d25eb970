import type { KeyView } from '@gridsky/api/services';

type Limited = Pick<KeyView, 'allowedModels' | 'allowedCidrs' | 'requestsPerMinuteMax' | 'tokensPerMinuteMax'>;

/** What narrows a key beyond its plan, shortest words first: "30 req/min", "10K tok/min", "1 model", "2 addresses". */
export function limitWords(key: Limited): string[] {
  return [
    key.requestsPerMinuteMax === null ? '' : `${compact.format(key.requestsPerMinuteMax)} req/min`,
    key.tokensPerMinuteMax === null ? '' : `${compact.format(key.tokensPerMinuteMax)} tok/min`,
    counted(key.allowedModels.length, 'model'),
    counted(key.allowedCidrs.length, 'address', 'addresses'),
  ].filter((words) => words !== '');
}

export function hasRestrictions(key: Limited): boolean {
  return limitWords(key).length > 0;
}

/** The same in full, for a title: names of models and addresses as well. */
export function limitDetails(key: Limited): string {
  return [
    key.requestsPerMinuteMax === null ? '' : `${key.requestsPerMinuteMax.toLocaleString('en-US')} requests a minute`,
    key.tokensPerMinuteMax === null ? '' : `${key.tokensPerMinuteMax.toLocaleString('en-US')} tokens a minute`,
    key.allowedModels.length === 0 ? '' : `only ${key.allowedModels.join(', ')}`,
    key.allowedCidrs.length === 0 ? '' : `from ${key.allowedCidrs.join(', ')}`,
  ]
    .filter((words) => words !== '')
    .join('; ');
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
