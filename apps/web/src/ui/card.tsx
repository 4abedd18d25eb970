import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A bordered surface. With `title` it has a header; `action` stands at the header's right; `flush` drops the padding (tables). */
export function Card({ title, description, action, flush, className, children }: CardProps) {
  return (
    <section className={classNames('min-w-0 rounded-lg border bg-surface', className)}>
      {title ? (
        <header className={classNames('flex items-start justify-between gap-4 px-4 pt-3.5', flush && 'pb-3')}>
          <div className="grid gap-0.5">
            <h2 className="text-14 font-semibold">{title}</h2>
            {description ? <p className="text-13 text-ink-muted">{description}</p> : null}
          </div>
          {action}
        </header>
      ) : null}
      <div className={flush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}

interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}
