import { fileURLToPath } from 'node:url';
import { addPrivateModelInput } from '@gridsky/api/domain';
import {
  addPrivateModel,
  createSecretVault,
  keySource,
  localKeyEncryption,
  setPrivateModelEnabled,
} from '@gridsky/api/services';
import { startChild } from '../child-server.ts';
import { closedLoop } from '../closed-loop.ts';
import { startBenchPlatform } from '../platform.ts';
import { PORTKEY, startPortkey } from '../portkey-peer.ts';
import { median, type Part, times } from '../result.ts';

const WIDTH = 1_536;
/** Into so many a round's turns are cut: a machine shared with others has slow moments of some seconds, which both sides should meet. */
const TURNS = 4;
const KEYS = Buffer.alloc(32, 3).toString('base64');

/** S11: a tenant's own model behind the whole API against Portkey's gateway in front of the same upstream, which costs next to nothing. */
export async function gateway(rounds: number, seconds: number, connectionCounts = [1, 16, 64]): Promise<Part> {
  const upstream = await startChild([fileURLToPath(new URL('../bare-server.mjs', import.meta.url))]);
  const vector = Buffer.from(new Float32Array(WIDTH).fill(0.5).buffer).toString('base64');
  const answer = {
    object: 'list',
    data: [{ object: 'embedding', index: 0, embedding: vector }],
    model: 'any',
    usage: { prompt_tokens: 5, total_tokens: 5 },
  };
  await fetch(`${upstream.url}/set`, { method: 'POST', body: JSON.stringify(answer) });
  const platform = await startBenchPlatform([], { OUTBOUND_ALLOWED_RANGES: '127.0.0.0/8', SECRETS_KEYS: KEYS });
  const portkey = await startPortkey(`${upstream.url}/v1`);
  try {
    await serveUpstream(platform, upstream.url);
    const input = 'The quick brown fox jumps over the lazy dog';
    const sides = {
      own: { url: platform.url, model: 'mine', headers: { authorization: `Bearer ${platform.secret}` } },
      theirs: { url: portkey.url, model: 'any', headers: portkey.headers },
      direct: { url: upstream.url, model: 'any', headers: {} as Record<string, string> },
    };
    const rows: Part['rows'] = [];
    for (const connections of connectionCounts) {
      const measured = { own: [] as Measured[], theirs: [] as Measured[], direct: [] as Measured[] };
      const send = async (name: keyof typeof sides) => {
        const { url, model, headers } = sides[name];
        const body = { model, input, encoding_format: 'base64' };
        const loop = await closedLoop(`${url}/v1/embeddings`, { headers, body, connections, seconds: seconds / TURNS });
        if (loop.failures > 0) throw new Error(`${loop.failures} requests of ${name} failed.`);
        return loop;
      };
      for (const name of ['own', 'theirs'] as const) await send(name);
      for (let turn = 0; turn < rounds * TURNS; turn++) {
        for (const name of ['own', 'theirs', 'direct'] as const) measured[name].push(await send(name));
      }
      rows.push({ what: `${connections} connections`, figures: figuresOf(measured) });
    }
    return {
      title: 'S11: a tenant’s own model, against @portkey-ai/gateway in front of the same upstream',
      about: `One text, answers of 1 × ${WIDTH} in base64; the upstream sends stored bytes. Ours: keys, limits, sealed secret and the ledger with durable commits on. Theirs: ${PORTKEY}, which has none of these. ${rounds * TURNS} rounds of ${seconds / TURNS} s by turns, medians, of the ratios as well; times in ms; the client and the upstream share the machine. Ratios above 1: ours is faster. Promise: no slower at p50 and p99.`,
      rows,
    };
  } finally {
    portkey.stop();
    upstream.stop();
    await platform.stop();
  }
}

type Measured = Awaited<ReturnType<typeof closedLoop>>;

function figuresOf({ own, theirs, direct }: { own: Measured[]; theirs: Measured[]; direct: Measured[] }) {
  const mid = (loops: Measured[], name: 'p50Ms' | 'p99Ms' | 'requestsPerSecond') =>
    median(loops.map((loop) => loop[name]));
  const ratio = (name: 'p50Ms' | 'p99Ms') =>
    times(median(own.map((loop, round) => (theirs[round]?.[name] ?? 0) / loop[name])));
  return {
    'ours, requests/s': mid(own, 'requestsPerSecond').toFixed(0),
    'Portkey, requests/s': mid(theirs, 'requestsPerSecond').toFixed(0),
    'upstream p50': mid(direct, 'p50Ms').toFixed(2),
    'ours p50': mid(own, 'p50Ms').toFixed(2),
    'Portkey p50': mid(theirs, 'p50Ms').toFixed(2),
    'p50 ratio': ratio('p50Ms'),
    'ours p99': mid(own, 'p99Ms').toFixed(1),
    'Portkey p99': mid(theirs, 'p99Ms').toFixed(1),
    'p99 ratio': ratio('p99Ms'),
  };
}

/** The upstream as the tenant's own OpenAI-compatible model `mine`, with a key. */
async function serveUpstream(
  platform: Awaited<ReturnType<typeof startBenchPlatform>>,
  upstream: string,
): Promise<void> {
  const remote = {
    vault: createSecretVault(localKeyEncryption(keySource({ keys: KEYS }))),
    outboundRanges: ['127.0.0.0/8'],
  };
  const context = { ...platform.member, remote };
  const { id } = await addPrivateModel(
    context,
    addPrivateModelInput.parse({
      alias: 'mine',
      provider: 'openai',
      baseUrl: `${upstream}/v1`,
      providerModel: 'any',
      secret: 'sk-upstream-0123456789',
    }),
  );
  // What the model's test would find: the upstream answers one vector whatever is asked.
  await platform.member.database.system.privateModel.update({ where: { id }, data: { dimensions: WIDTH } });
  await setPrivateModelEnabled(context, { id, enabled: true });
}
