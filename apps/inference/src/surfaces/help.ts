import type { FaultCode } from '@gridsky/api/domain';

/**
 * Where a fault is explained: the header `Link` (RFC 8288) for programs, and the end of the message for people, who see no
 * more of an error than that. The contracts of both dialects leave no room for a field. `errorsUrl` is the address of the
 * documentation's page about errors, whose sections are called as the faults are.
 */
export function helpOf(errorsUrl: string, code: FaultCode) {
  const address = `${errorsUrl}#${code}`;
  return {
    header: { link: `<${address}>; rel="help"` },
    /** No full stop after the address: many programs would take it for a part of it. */
    append: (message: string) => `${message.replace(/\.$/, '')}. See ${address}`,
  };
}
