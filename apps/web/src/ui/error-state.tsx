import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { DocsLink } from './docs-link.tsx';

/** Something failed: one sentence, one next action, and the id that support can look up. */
export function ErrorState({ message, action, requestId, docs }: ErrorStateProps) {
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-12 text-center">
      <CircleAlert className="mb-1 size-5 text-bad-ink" aria-hidden />
      <p className="max-w-md font-medium">{message}</p>
      {requestId ? (
        <p className="text-13 text-ink-muted">
          Request <code className="wrap-anywhere select-all">{requestId}</code>
        </p>
      ) : null}
      {docs ? (
        <p className="text-13 text-accent-ink">
          <DocsLink href={docs} />
        </p>
      ) : null}
      {action ? <div className="pt-3">{action}</div> : null}
    </div>
  );
}

export interface ErrorStateProps {
  message: string;
  action?: ReactNode;
  requestId?: string;
  /** Address of the section of the documentation that tells about it. */
  docs?: string;
}
