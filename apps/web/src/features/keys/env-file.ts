import { isoDay } from '../../ui/time-ago.ts';

/** A key as the `.env` file that OpenAI's SDKs read by themselves: both names are theirs. */
export function envFile({ name, secret, apiUrl, createdAt }: EnvFileContent): string {
  return [
    `# Gridsky key "${oneLine(name)}", made ${isoDay(createdAt)}. OpenAI SDKs read both names.`,
    `OPENAI_API_KEY=${secret}`,
    `OPENAI_BASE_URL=${apiUrl}/v1`,
    '',
  ].join('\n');
}

/** `gridsky-my-key.env`: what is left of the key's name in letters that every file system takes. */
export function envFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return plain ? `gridsky-${plain}.env` : 'gridsky.env';
}

/** Without line breaks and other control characters: a name must not be able to add a line of its own to the file. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

interface EnvFileContent {
  name: string;
  secret: string;
  /** Origin of the API, without a trailing slash. */
  apiUrl: string;
  createdAt: Date;
}
