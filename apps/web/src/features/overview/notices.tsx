import { CircleAlert, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { classNames } from '../../ui/class-names.ts';
import type { Notice } from './attention.ts';

/** What needs attention, a line each. Nothing when there is nothing. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <ul aria-label="Needs attention" className="grid gap-2">
      {notices.map(({ tone, text, link }) => {
        const Icon = tone === 'bad' ? CircleAlert : TriangleAlert;
        return (
          <li
            key={text}
            className={classNames(
              'flex items-start gap-2.5 rounded-lg border px-4 py-2.5',
              tone === 'bad' ? 'bg-bad-wash text-bad-ink' : 'bg-warn-wash text-warn-ink',
            )}
          >
            <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
            <p>
              {text}{' '}
              {link ? (
                <Link href={link.href} className="font-medium underline underline-offset-2">
                  {link.label}
                </Link>
              ) : null}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
