import { cosineText } from './cosine-text.ts';

/** A cosine as a number with a bar behind it, which grows from 0 to 1. */
export function CosineBar({ cosine }: { cosine: number }) {
  return (
    <span className="grid grid-cols-[1fr_2.5rem] items-center gap-2">
      <span className="h-1.5 overflow-hidden rounded-sm bg-sunken" aria-hidden>
        <span
          className="block h-full bg-(--chart-1)"
          style={{ width: `${Math.round(100 * Math.min(1, Math.max(0, cosine)))}%` }}
        />
      </span>
      <span className="figures text-right text-13">{cosineText(cosine)}</span>
    </span>
  );
}
