import { Link } from '../../ui/link.tsx';
import { requestsPath } from '../requests/request-filters.ts';
import type { EmbedAnswer } from './embed.ts';
import { VectorStrip } from './vector-strip.tsx';

/** The answer as it came: its size, what it cost in tokens and time, the first numbers, and the whole as a picture. */
export function RunAnswer({ answer }: { answer: EmbedAnswer }) {
  const first = answer.vector.slice(0, shown);
  const rest = answer.vector.length - first.length;
  return (
    <div className="grid animate-fade gap-4 border-t pt-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Figure name="Dimensions" value={answer.vector.length.toLocaleString('en-US')} />
        <Figure name="Tokens" value={answer.tokens.toLocaleString('en-US')} />
        <Figure
          name="Time"
          value={`${answer.milliseconds.toLocaleString('en-US')} ms`}
          note={answer.serverMilliseconds === null ? undefined : `${answer.serverMilliseconds} ms in the API`}
        />
      </dl>
      <VectorStrip vector={answer.vector} />
      <p className="rounded-md bg-sunken px-3 py-2">
        <code className="text-13 text-ink">
          [
          {first.map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the position is what identifies a number of a vector.
            <span key={index}>{value}, </span>
          ))}
        </code>
        <span className="text-13 text-ink-muted">… {rest.toLocaleString('en-US')} more</span>
        <code className="text-13 text-ink">]</code>
      </p>
      {answer.requestId ? (
        <p className="text-13 text-ink-muted">
          Request{' '}
          <Link href={requestsPath({ id: answer.requestId })} className="underline underline-offset-2">
            <code className="break-all">{answer.requestId}</code>
          </Link>
        </p>
      ) : null}
    </div>
  );
}

const shown = 8;

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div>
      <dt className="text-13 text-ink-muted">{name}</dt>
      <dd className="text-20 font-medium tabular-nums">
        {value}
        {note ? <span className="block text-13 font-normal text-ink-muted">{note}</span> : null}
      </dd>
    </div>
  );
}
