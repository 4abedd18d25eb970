import type { FirstRun } from './first-run.ts';
import type { Settings } from './settings.ts';

/** What the operator reads when everything answers: the two addresses, the admin link, a curl line that works. */
export function readyMessage(settings: Settings, firstRun: FirstRun, logsDir: string): string {
  const lines = ['', `Dashboard  ${settings.PUBLIC_URL}`, `API        ${settings.API_PUBLIC_URL}`];
  if (firstRun.adminToken) {
    lines.push(
      '',
      'Make the first admin account (the link works once, for 24 hours):',
      `  ${settings.PUBLIC_URL}/claim-admin?token=${firstRun.adminToken}`,
    );
  }
  if (firstRun.mailboxKey) {
    lines.push(
      '',
      'No mail server is set (SMTP_URL): mails wait in a mailbox that opens with this address alone:',
      `  ${settings.PUBLIC_URL}/dev/mailbox?key=${firstRun.mailboxKey}`,
    );
  }
  lines.push('', firstRun.demoKey ? 'First vector, with the key of the demo tenant:' : noKey);
  lines.push(`  ${curlLine(settings.API_PUBLIC_URL, firstRun.demoKey ?? '$GRIDSKY_API_KEY')}`);
  lines.push('', `Ctrl-C stops everything. Logs: ${logsDir}`);
  return lines.join('\n');
}

const noKey = 'First vector, with a key from the dashboard (Keys) in GRIDSKY_API_KEY:';

function curlLine(apiUrl: string, key: string): string {
  const body = '{"model": "plugsky-embed-v1", "input": "Hello, sky"}';
  return `curl ${apiUrl}/v1/embeddings -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" -d '${body}'`;
}
