import 'server-only';
import { type MailedPurpose, readLink } from '@gridsky/api/services';
import { database } from '../session/database.server.ts';

export interface LinkPageProps {
  searchParams: Promise<Record<string, string | string[]>>;
}

export interface MailedLink {
  token: string;
  /** null: the link is used up, expired or never was. */
  email: string | null;
}

/** The token in a page's address and whom its link was mailed to. Looking uses nothing up. */
export async function mailedLink(
  searchParams: LinkPageProps['searchParams'],
  purpose: MailedPurpose,
): Promise<MailedLink> {
  const given = (await searchParams).token;
  const token = typeof given === 'string' ? given : '';
  const link = await readLink({ database: database(), now: () => new Date(), ip: null }, { token, purpose });
  return { token, email: link?.email ?? null };
}
