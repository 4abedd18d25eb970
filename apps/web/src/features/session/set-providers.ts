import type { Environment } from '../../env.ts';
import type { Provider } from '../account/provider-buttons.tsx';

/** The services that are set, in the order of their buttons. */
export function setProviders(oauth: Environment['oauth']): Provider[] {
  return (['github', 'google'] as const).filter((name) => oauth[name]);
}
