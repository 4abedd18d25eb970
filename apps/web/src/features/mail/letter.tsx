import type { MailboxLetter } from '@gridsky/api/services';
import { Time } from '../../ui/time.tsx';
import { splitLinks } from './split-links.ts';

/** One letter of the mailbox, as its reader would get it in plain text; its links can be followed. */
export function Letter({ letter, publicUrl, now }: { letter: MailboxLetter; publicUrl: string; now: Date }) {
  return (
    <li className="rounded-lg border bg-surface">
      <div className="grid gap-0.5 border-b px-4 py-3">
        <h2 className="font-semibold">{letter.subject}</h2>
        <p className="text-13 text-ink-muted">
          to <span className="wrap-anywhere text-ink">{letter.to}</span> · <Time at={letter.createdAt} now={now} />
        </p>
      </div>
      <p className="wrap-anywhere px-4 py-3 whitespace-pre-wrap">
        {splitLinks(letter.text.trimEnd(), publicUrl).map((part) =>
          part.href ? (
            <a key={part.at} href={part.href} className="text-accent-ink underline underline-offset-4">
              {part.text}
            </a>
          ) : (
            part.text
          ),
        )}
      </p>
    </li>
  );
}
