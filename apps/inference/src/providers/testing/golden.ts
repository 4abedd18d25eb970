import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ENDPOINT_PROVIDERS, type EndpointProvider, FAULT_CODES } from '@gridsky/api/domain';
import { z } from 'zod';

const headers = z.record(z.string(), z.string());
const answer = z.strictObject({ status: z.int(), headers: headers.optional(), body: z.unknown() });

/** A call in our terms, the exact request that it makes, what the provider answers and what that means to us. */
const served = z.strictObject({
  custom: z
    .strictObject({ template: z.record(z.string(), z.json()), vectorsPath: z.string(), tokensPath: z.string() })
    .optional(),
  call: z.strictObject({
    texts: z.array(z.string()),
    inputType: z.enum(['query', 'document']),
    dimensions: z.int(),
  }),
  request: z.strictObject({ method: z.enum(['POST', 'GET']), path: z.string(), headers, body: z.unknown() }),
  answer,
  means: z.strictObject({ vectors: z.array(z.array(z.number())), tokens: z.int().nullable() }),
});

/** What the provider answers when it refuses, and what that means: for us, for the log and for the caller. */
const refused = z.strictObject({
  answer,
  means: z.strictObject({
    reason: z.string(),
    fault: z.enum(FAULT_CODES),
    said: z.string(),
    retryAfterMs: z.int().nullable(),
  }),
});

export type Served = z.infer<typeof served> & { kind: EndpointProvider; name: string };
export type Refused = z.infer<typeof refused> & { kind: EndpointProvider; name: string };

const root = new URL('../golden/', import.meta.url);

/** Every golden file. Throws where one is of no provider, or holds what nobody reads. */
export function readGoldens(): { served: Served[]; refused: Refused[] } {
  const all = { served: [] as Served[], refused: [] as Refused[] };
  for (const kind of readdirSync(root)) {
    if (!isProvider(kind)) throw new RangeError(`golden/${kind} is of no provider.`);
    for (const file of readdirSync(new URL(`${kind}/`, root))) {
      const parsed: unknown = JSON.parse(readFileSync(new URL(`${kind}/${file}`, root), 'utf8'));
      const of = { kind, name: basename(file, '.json') };
      const status = answer.parse((parsed as { answer: unknown }).answer).status;
      if (status === 200) all.served.push({ ...of, ...served.parse(parsed) });
      else all.refused.push({ ...of, ...refused.parse(parsed) });
    }
  }
  return all;
}

function isProvider(name: string): name is EndpointProvider {
  return (ENDPOINT_PROVIDERS as readonly string[]).includes(name);
}
