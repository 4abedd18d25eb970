import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { from: string; to: string[]; source: string };

export type TestSmtpServer = {
  received: ReceivedMail[];
  url(user?: string, password?: string): string;
  close(): Promise<void>;
};

/**
 * A real mail server on a free port of this machine. It refuses `refused@…` for good and `later@…` for now; with a
 * password it takes mail only from who signs in with it.
 */
export async function openSmtpServer({ password }: { password?: string } = {}): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: password === undefined,
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      if (auth.password === password) done(null, { user: auth.username });
      else done(Object.assign(new Error('Wrong user or password'), { responseCode: 535 }));
    },
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('refused@')) done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
      else if (address.startsWith('later@')) done(Object.assign(new Error('Try later'), { responseCode: 451 }));
      else done();
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          source: decodeQuotedPrintable(Buffer.concat(chunks).toString('utf8')),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    received,
    url: (user, secret) => `smtp://${user ? `${user}:${secret}@` : ''}127.0.0.1:${port}`,
    close: () => {
      closed ??= new Promise((resolve) => server.close(() => resolve()));
      return closed;
    },
  };
}

/** Enough of it to find a link again: long lines are folded with `=` and the sign itself is written `=3D`. */
function decodeQuotedPrintable(source: string): string {
  return source.replaceAll('=\r\n', '').replaceAll('=3D', '=');
}
