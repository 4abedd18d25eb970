'use client';

import '../ui/globals.css';
import { NoticePage } from '../ui/notice-page.tsx';

/**
 * Shown when even the frame of the pages fails, so it brings its own document. It is rendered at build time and has no
 * nonce: its only action is a link, which works without a script.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <NoticePage
          code="500"
          title="The dashboard failed on our side"
          requestId={error.digest}
          action={
            <a href="/" className="text-accent-ink underline underline-offset-4">
              Go to the start
            </a>
          }
        >
          Try again in a moment. If it fails again, tell the operator the id below.
        </NoticePage>
      </body>
    </html>
  );
}
