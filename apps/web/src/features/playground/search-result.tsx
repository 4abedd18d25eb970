import { CosineBar } from './cosine-bar.tsx';
import type { Ranked } from './maths/nearest.ts';

const SHOWN_MAX = 50;

/** Documents by their nearness to the question. */
export function SearchResult({ texts, question, ranked }: { texts: string[]; question: string; ranked: Ranked[] }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="text-ink-muted">
        Nearest to <q>{question}</q>
        {ranked.length > SHOWN_MAX ? `, the first ${SHOWN_MAX} of ${ranked.length}` : ''}
      </p>
      <ol className="grid gap-2">
        {ranked.slice(0, SHOWN_MAX).map(({ index, cosine }) => (
          <li
            key={index}
            className="grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-3 border-b pb-2 last:border-b-0"
          >
            <span className="break-words">{texts[index]}</span>
            <CosineBar cosine={cosine} />
          </li>
        ))}
      </ol>
    </div>
  );
}
