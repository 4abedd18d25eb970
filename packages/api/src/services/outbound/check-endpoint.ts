import { Fault } from '../../domain/fault.ts';
import { checkedLookup, type OutboundSettings, TargetRefused } from './checked-lookup.ts';
import { hostOf, isOwnNetworkOnly, parseTarget } from './parse-target.ts';

export type EndpointCheck = {
  allowed: boolean;
  /** Why not; null: it is. */
  reason: string | null;
  /** All that the host leads to, as far as it was looked up. */
  addresses: string[];
};

/** Whether requests may be sent to an address, by the rules and the look-up with which it is saved and called. Sends nothing to it. */
export async function checkEndpoint(settings: OutboundSettings, text: string): Promise<EndpointCheck> {
  try {
    const url = parseTarget(text, settings.allowedRanges);
    return { allowed: true, reason: null, addresses: await addressesOf(settings, url) };
  } catch (error) {
    if (error instanceof TargetRefused) return { allowed: false, reason: error.message, addresses: error.addresses };
    if (error instanceof Fault) return { allowed: false, reason: error.message, addresses: [] };
    // The name has no address, or its server doesn't answer.
    return { allowed: false, reason: error instanceof Error ? error.message : String(error), addresses: [] };
  }
}

function addressesOf(settings: OutboundSettings, url: URL): Promise<string[]> {
  return new Promise((fulfil, reject) => {
    checkedLookup(settings, isOwnNetworkOnly(url))(hostOf(url), { all: true }, (error, found) => {
      if (error) reject(error);
      else fulfil([found].flat().map((one) => (typeof one === 'string' ? one : one.address)));
    });
  });
}
