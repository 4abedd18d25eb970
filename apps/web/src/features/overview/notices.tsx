import { TriangleAlert } from 'lucide-react';
import { Link } from '../../ui/link.tsx';
import type { Notice } from './attention.ts';

/** What needs attention, a line each. Nothing when there is nothing. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <ul aria-label="Needs attention" className="grid gap-2">
      {notices.map(({ text, link }) => (
        <li key={text} className="flex items-start gap-2.5 rounded-lg border bg-warn-wash px-4 py-2.5 text-warn-ink">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p>
            {text}{' '}
            <Link href={link.href} className="font-medium underline underline-offset-2">
              {link.label}
            </Link>
          </p>
        </li>
      ))}
    </ul>
  );
}
