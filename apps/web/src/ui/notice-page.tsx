import type { ReactNode } from 'react';
import { Wordmark } from './wordmark.tsx';

/** A whole page that says one thing: not found, failed. */
export function NoticePage({ code, title, requestId, action, children }: NoticePageProps) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-lg content-center gap-6 px-6 py-16">
      <Wordmark />
      <div className="grid gap-2">
        <p className="figures text-13 text-ink-muted">{code}</p>
        <h1 className="text-28 font-semibold">{title}</h1>
        <p className="text-16 text-ink-muted">{children}</p>
      </div>
      {requestId ? (
        <p className="text-13 text-ink-muted">
          Request <code className="select-all">{requestId}</code>
        </p>
      ) : null}
      {action ? <div>{action}</div> : null}
    </main>
  );
}

interface NoticePageProps {
  code: string;
  title: string;
  requestId?: string;
  action?: ReactNode;
  children: ReactNode;
}
