import { CircleAlert } from 'lucide-react';
import { DocsLink } from './docs-link.tsx';

/** Why the whole form was refused, above its button. Renders an empty live region without a message, so that one is read out. */
export function FormError({ message, requestId, docs }: { message?: string; requestId?: string; docs?: string }) {
  return (
    <div role="alert">
      {message ? (
        <div className="flex gap-2 rounded-md bg-bad-wash px-3 py-2 text-13 text-bad-ink">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p className="min-w-0">
            {message} {docs ? <DocsLink href={docs} /> : null}
            {requestId ? <code className="block text-12 wrap-anywhere">{requestId}</code> : null}
          </p>
        </div>
      ) : null}
    </div>
  );
}
