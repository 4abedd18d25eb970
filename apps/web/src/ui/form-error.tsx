import { CircleAlert } from 'lucide-react';

/** Why the whole form was refused, above its button. Renders an empty live region without a message, so that one is read out. */
export function FormError({ message, requestId }: { message?: string; requestId?: string }) {
  return (
    <div role="alert">
      {message ? (
        <div className="flex gap-2 rounded-md bg-bad-wash px-3 py-2 text-13 text-bad-ink">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p>
            {message}
            {requestId ? <code className="block text-12">{requestId}</code> : null}
          </p>
        </div>
      ) : null}
    </div>
  );
}
