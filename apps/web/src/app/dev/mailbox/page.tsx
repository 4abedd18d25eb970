import { mailboxOpens, readMailbox } from '@gridsky/api/services';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { environment } from '../../../env.ts';
import { Letter } from '../../../features/mail/letter.tsx';
import { mailDelivery, mailSettings } from '../../../features/mail/mail-settings.server.ts';
import { database } from '../../../features/session/database.server.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { ThemeToggle } from '../../../ui/theme-toggle.tsx';
import { Wordmark } from '../../../ui/wordmark.tsx';

export const metadata: Metadata = { title: 'Mailbox', robots: { index: false, follow: false } };

interface MailboxProps {
  searchParams: Promise<Record<string, string | string[]>>;
}

/**
 * Letters that no mail server took. They hold links that sign people in, so the page exists only where the dashboard's
 * own address is this machine, and opens only with the key that the start printed.
 */
export default async function MailboxPage({ searchParams }: MailboxProps) {
  const { key, to } = await searchParams;
  const { authSecret, publicUrl } = environment();
  if (mailDelivery() !== 'mailbox' || typeof key !== 'string' || !mailboxOpens(authSecret, key)) notFound();
  const letters = await readMailbox(
    { database: database(), sealer: mailSettings().sealer, now: () => new Date() },
    typeof to === 'string' ? to : undefined,
  );
  return (
    <div className="mx-auto max-w-3xl px-4 pb-16 sm:px-6">
      <div className="flex h-14 items-center justify-between">
        <Wordmark />
        <ThemeToggle />
      </div>
      <main className="pt-6">
        <PageHeader
          title="Mailbox"
          description="No mail server is set, so letters wait here until their links expire. Set SMTP_URL and MAIL_FROM to send them."
        />
        {letters.length > 0 ? (
          <ol className="grid gap-4">
            {letters.map((letter) => (
              <Letter key={letter.id} letter={letter} publicUrl={publicUrl} now={new Date()} />
            ))}
          </ol>
        ) : (
          <div className="rounded-lg border bg-surface">
            <EmptyState title="No letters wait">
              Signing up, inviting somebody or a forgotten password puts one here. Reload the page to see it.
            </EmptyState>
          </div>
        )}
      </main>
    </div>
  );
}
