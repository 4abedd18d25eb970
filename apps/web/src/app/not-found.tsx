import type { Metadata } from 'next';
import { NoticePage } from '../ui/notice-page.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** It travels with every page, for the case of need: so it brings no script of its own. */
export default function NotFound() {
  return (
    <NoticePage
      code="404"
      title="There is no page at this address"
      action={
        <a href="/" className="text-accent-ink underline underline-offset-4">
          Go to the start
        </a>
      }
    >
      It may have moved, or the link was cut short.
    </NoticePage>
  );
}
