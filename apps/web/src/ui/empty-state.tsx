import type { ReactNode } from 'react';

/** Nothing here yet: one sentence that says why, one action that changes it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1 px-4 py-12 text-center">
      <p className="font-medium">{title}</p>
      {children ? <p className="max-w-md text-ink-muted">{children}</p> : null}
      {action ? <div className="pt-3">{action}</div> : null}
    </div>
  );
}

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}
