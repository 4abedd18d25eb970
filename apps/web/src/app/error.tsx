'use client';

import { NoticePage } from '../ui/notice-page.tsx';

/** Shown when a page fails. The digest is the id under which the server logged it. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <NoticePage
      code="500"
      title="This page failed on our side"
      requestId={error.digest}
      action={
        <button type="button" onClick={reset} className="text-accent-ink underline underline-offset-4">
          Try again
        </button>
      }
    >
      Nothing you entered was at fault. If it fails again, tell the operator the id below.
    </NoticePage>
  );
}
