import type { lookup } from 'node:dns';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { addPrivateModelInput, NO_MONEY } from '@gridsky/api/domain';
import { addPrivateModel, checkEndpoint, createOutboundPool } from '@gridsky/api/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireServer } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post } from './test-platform.ts';

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;
let tenant: { id: string; secret: string };
/** Listens on every address of this machine and counts who comes. */
let canary: { port: number; connections: number; server: Server };

beforeAll(async () => {
  // An installation that lets nothing private through.
  platform = await startRemotePlatform({ OUTBOUND_ALLOWED_RANGES: '' });
  tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  const server = createServer((socket) => {
    canary.connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  canary = { port: (server.address() as AddressInfo).port, connections: 0, server };
}, 120_000);
afterAll(async () => {
  await new Promise((resolve) => canary.server.close(resolve));
  await platform.stop();
});

/** IPv4 addresses in every spelling that a parser takes for one. */
function spellings(a: number, b: number, c: number, d: number): string[] {
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const octal = (value: number) => `0${value.toString(8)}`;
  const rest3 = (b << 16) | (c << 8) | d;
  const rest2 = (c << 8) | d;
  const h16 = (high: number, low: number) => ((high << 8) | low).toString(16);
  return [
    `${a}.${b}.${c}.${d}`,
    `${whole}`,
    hex(whole),
    octal(whole),
    [a, b, c, d].map(hex).join('.'),
    [a, b, c, d].map(octal).join('.'),
    `${a}.${rest3}`,
    `${a}.${b}.${rest2}`,
    `${hex(a)}.${rest3}`,
    `${octal(a)}.${b}.${hex(rest2)}`,
    `${a}.${b}.${c}.${d}.`,
    [a, b, c, d].map((part) => `%3${String(part).split('').join('%3')}`).join('.'),
    `${a}。${b}。${c}。${d}`,
    [...`${a}.${b}.${c}.${d}`]
      .map((mark) => (/\d/.test(mark) ? String.fromCodePoint(0xff10 + Number(mark)) : mark))
      .join(''),
    `[::ffff:${a}.${b}.${c}.${d}]`,
    `[::ffff:${h16(a, b)}:${h16(c, d)}]`,
    `[::${a}.${b}.${c}.${d}]`,
    `[64:ff9b::${h16(a, b)}:${h16(c, d)}]`,
    `[2002:${h16(a, b)}:${h16(c, d)}::]`,
  ];
}

const HOSTS = [
  ...spellings(127, 0, 0, 1),
  ...spellings(10, 0, 0, 1),
  ...spellings(172, 16, 31, 254),
  ...spellings(192, 168, 1, 1),
  ...spellings(169, 254, 169, 254),
  ...spellings(100, 64, 0, 1),
  ...spellings(0, 0, 0, 0),
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[fd12:3456::1]', '[ff02::1]'],
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'x.localhost',
    'metadata.google.internal',
    'db.local',
    'postgres',
    'a.lan',
  ],
];
const BEFORE = ['https://', 'HTTPS://', 'https:\\\\', 'https:/', 'http://', 'https://a:b@', ' https://'];

describe('addresses in private networks', () => {
  test('at least 150 are tried', () => {
    expect(new Set(HOSTS).size).toBeGreaterThanOrEqual(140);
    expect(new Set(HOSTS.flatMap((host) => BEFORE.map((before) => before + host))).size).toBeGreaterThanOrEqual(900);
  });

  test('none can be saved, whatever stands before it and at whatever port', async () => {
    const member = platform.member(tenant.id);
    const context = { ...member, remote: { ...member.remote, outboundRanges: [] } };
    for (const host of HOSTS) {
      for (const before of BEFORE) {
        const baseUrl = `${before}${host}:${canary.port}/`;
        const input = addPrivateModelInput.parse({ alias: 'x', provider: 'tei', baseUrl });
        await expect(addPrivateModel(context, input), baseUrl).rejects.toMatchObject({
          name: 'Fault',
          code: 'invalid',
        });
      }
    }
    expect(canary.connections).toBe(0);
  });

  test('none is reached by a test or a request, though its row were written past every check', async () => {
    const id = await insertRow(tenant.id, 'past-checks');
    const asked: number[] = [];
    const urls = HOSTS.map((host, index) => (index % 2 === 0 ? `https://${host}` : `http://${host}:${canary.port}`));
    for (const url of urls) {
      await platform.query('UPDATE private_model SET base_url = $2, enabled_at = now() WHERE id = $1', [id, url]);
      const answer = await post(`${platform.url}/v1/private/past-checks/embeddings`, tenant.secret, { input: 'a' });
      asked.push(answer.status);
      expect(await answer.text()).not.toMatch(/private network|ECONNREFUSED|127\.0/);
    }
    expect(asked.every((status) => status === 502 || status === 500)).toBe(true);
    for (const url of urls.filter((_, index) => index % 10 === 0)) {
      await platform
        .query('UPDATE private_model SET base_url = $2 WHERE id = $1', [id, url.replace('%', '%25')])
        .catch(() => []);
      const result = await platform.testModel(tenant.id, id).catch(() => ({ ok: false }));
      expect(result).toMatchObject({ ok: false });
    }
    expect(canary.connections).toBe(0);
  }, 120_000);

  test('a name that shows a public address first and a private one later is refused at the socket', async () => {
    const answers = [['93.184.216.34'], ['127.0.0.1'], ['93.184.216.34', '127.0.0.1']];
    let asked = 0;
    const resolve = ((_host: string, _options: object, done: (error: null, found: object[]) => void) => {
      const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
      done(
        null,
        found.map((address) => ({ address, family: 4 })),
      );
    }) as unknown as typeof lookup;
    const settings = { allowedRanges: [], resolve };
    expect(await checkEndpoint(settings, 'https://rebinding.example')).toMatchObject({ allowed: true });
    const pool = createOutboundPool(settings, 1_000);
    for (let round = 0; round < 3; round++) {
      const sent = pool.send(
        { url: 'https://rebinding.example:8443', method: 'POST', headers: {}, body: '{}' },
        AbortSignal.timeout(5_000),
      );
      await expect(sent).rejects.toMatchObject({ name: 'TargetRefused' });
    }
    pool.close();
    expect(canary.connections).toBe(0);
  });

  test('a redirect into a private network is an answer like any other, and not followed', async () => {
    const open = await startRemotePlatform();
    try {
      const other = await open.tenant('enterprise', { creditNano: NO_MONEY });
      const redirecting = await startWireServer((_received, response) => {
        response.writeHead(307, { location: `http://127.0.0.1:${canary.port}/` }).end();
      });
      const { id } = await addPrivateModel(
        open.member(other.id),
        addPrivateModelInput.parse({ alias: 'x', provider: 'tei', baseUrl: redirecting.url }),
      );
      expect(await open.testModel(other.id, id)).toMatchObject({ ok: false });
      expect(redirecting.received.length).toBeGreaterThan(0);
      expect(canary.connections).toBe(0);
    } finally {
      await open.stop();
    }
  });

  test('addresses that hand out a cloud’s credentials stay refused when an operator lists their range', async () => {
    for (const url of ['http://169.254.169.254/', 'https://[fd00:ec2::254]/', 'http://100.100.100.200/']) {
      const settings = { allowedRanges: ['169.254.0.0/16', 'fd00::/8', '100.64.0.0/10'] };
      expect(await checkEndpoint(settings, url), url).toMatchObject({ allowed: false });
    }
  });
});

async function insertRow(tenantId: string, alias: string): Promise<string> {
  const [row] = await platform.query<{ id: string }>(
    `INSERT INTO private_model (id, tenant_id, alias, provider, base_url, provider_model, dimensions)
     VALUES (gen_random_uuid(), $1, $2, 'tei', 'https://example.com', '', 8) RETURNING id`,
    [tenantId, alias],
  );
  return row?.id ?? '';
}
