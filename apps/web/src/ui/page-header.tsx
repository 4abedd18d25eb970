import type { ReactNode } from 'react';

/** A page's title, one sentence that says what it is for, and its primary action at the right. */
export function PageHeader({ title, description, action }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-6">
      <div className="grid max-w-2xl gap-1">
        <h1 className="text-20 font-semibold">{title}</h1>
        {description ? <p className="text-ink-muted">{description}</p> : null}
      </div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
    </header>
  );
}

interface PageHeaderProps {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
}
