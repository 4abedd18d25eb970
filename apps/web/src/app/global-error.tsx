'use client';

import '../ui/globals.css';
import { Button } from '../ui/button.tsx';
import { NoticePage } from '../ui/notice-page.tsx';

/** Shown when even the frame of the pages fails, so it brings its own document. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <NoticePage
          code="500"
          title="The dashboard failed on our side"
          requestId={error.digest}
          action={<Button onClick={reset}>Try again</Button>}
        >
          If it fails again, tell the operator the id below.
        </NoticePage>
      </body>
    </html>
  );
}
