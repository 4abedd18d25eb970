import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import type { MailDelivery } from '../mail/mail-delivery.ts';

/** What to do after a letter was asked for. It reads the same whether the address has an account or not. */
export function MailSent({ to, delivery, onAgain, children }: MailSentProps) {
  return (
    <div className="grid gap-4" role="status">
      <p>
        A letter to <span className="font-medium wrap-anywhere">{to}</span> is on its way. {children}
      </p>
      {delivery === 'mailbox' ? (
        <p className="rounded-md bg-sunken px-3 py-2 text-13 text-ink-muted">
          No mail server is set here: the letter waits in the mailbox whose address <code>npm start</code> printed.
        </p>
      ) : (
        <p className="text-ink-muted">Nothing after a minute? Look into the spam folder, or ask again.</p>
      )}
      <div>
        <Button onClick={onAgain}>Use another address</Button>
      </div>
    </div>
  );
}

interface MailSentProps {
  to: string;
  delivery: MailDelivery;
  onAgain: () => void;
  /** What its link does and how long it works. */
  children: ReactNode;
}
