'use client';

import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';

/** A page of the operator area failed: its frame stays, so that every other page is one click away. */
export default function OperatorErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <>
      <PageHeader title="This page failed on our side" />
      <ErrorState
        message="Nothing you entered was at fault. If it fails again, look for the id below in the log of the dashboard."
        requestId={error.digest}
        action={<Button onClick={reset}>Try again</Button>}
      />
    </>
  );
}
