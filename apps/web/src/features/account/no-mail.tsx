import type { ReactNode } from 'react';

/** Where no letter reaches anybody: who can help, and with what. */
export function NoMail({ command, children }: { command: string; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      <p>{children}</p>
      <p className="text-13 text-ink-muted">
        For the operator: set <code>SMTP_URL</code> and <code>MAIL_FROM</code>, or run{' '}
        <code className="wrap-anywhere">{command}</code>.
      </p>
    </div>
  );
}
