import { type MapWord, mapWords } from './map-data.ts';

/** The lit word and its neighbours as text: what the picture shows, for everybody. */
export function MapNeighbours({ word }: { word: MapWord }) {
  return (
    <div aria-live="polite" aria-atomic className="grid border-t lg:grid-cols-[12rem_1fr]">
      <p className="flex flex-wrap items-baseline gap-x-2 px-4 py-3 lg:flex-col lg:justify-center lg:border-r">
        <span className="text-20 font-semibold" dir="auto">
          {word.text}
        </span>
        <span className="text-13 text-ink-muted">{word.languages}</span>
      </p>
      <ol className="grid grid-cols-2 gap-px bg-line max-lg:border-t sm:grid-cols-3 lg:grid-cols-6">
        {word.near.map(({ index, cosine }) => {
          const other = mapWords[index];
          return other ? (
            <li key={index} className="grid min-w-0 gap-1 bg-surface px-4 py-3">
              <p className="flex items-baseline justify-between gap-2">
                <span className="truncate font-medium" dir="auto">
                  {other.text}
                </span>
                <span className="figures text-13">{cosine.toFixed(2)}</span>
              </p>
              <p className="truncate text-12 text-ink-muted">{other.languages}</p>
              <div className="h-1 bg-hover" aria-hidden>
                <div className="h-full bg-accent" style={{ width: `${Math.max(0, cosine) * 100}%` }} />
              </div>
            </li>
          ) : null;
        })}
      </ol>
    </div>
  );
}
