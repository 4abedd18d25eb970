import { CircleAlert } from 'lucide-react';
import { Link } from '../../ui/link.tsx';
import { requestsPath } from '../requests/request-filters.ts';
import type { EmbedRefusal } from './embed.ts';
import { splitHelp } from './split-help.ts';

/** Why there is no vector, in the API's own words; the address at their end becomes a link. */
export function RunRefusal({ refusal }: { refusal: EmbedRefusal }) {
  const { text, section } = splitHelp(refusal.message);
  return (
    <div className="flex animate-fade gap-2 rounded-md bg-bad-wash px-3 py-2 text-bad-ink">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="grid min-w-0 gap-0.5">
        <p className="break-words">
          {refusal.status === null ? null : <code className="mr-2 text-13 font-medium">{refusal.status}</code>}
          {text}
          {section ? (
            <>
              {' '}
              <Link href={`/docs/errors#${section}`} className="underline underline-offset-2">
                Read about <code className="text-13">{section}</code>
              </Link>
            </>
          ) : null}
        </p>
        {refusal.requestId ? (
          <p className="text-13">
            Request{' '}
            <Link href={requestsPath({ id: refusal.requestId })} className="underline underline-offset-2">
              <code className="break-all">{refusal.requestId}</code>
            </Link>
          </p>
        ) : null}
      </div>
    </div>
  );
}
