import { cosineText } from './cosine-text.ts';
import type { Pair } from './maths/nearest.ts';
import type { Inputs } from './outcome.ts';

/** A table of cosines in one hue, its numbers in the cells, and the nearest pair in words. */
export function CompareResult({
  texts,
  matrix,
  pair,
}: {
  texts: Inputs['texts'];
  matrix: Float32Array;
  pair: Pair | null;
}) {
  const count = texts.length;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {pair ? (
        <p>
          Nearest: <q>{texts[pair.a]}</q> and <q>{texts[pair.b]}</q>, cosine{' '}
          <span className="figures">{cosineText(pair.cosine)}</span>.
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard. */}
      <section className="relative overflow-x-auto" aria-label="Cosines" tabIndex={0}>
        <table className="border-separate border-spacing-0.5 text-13">
          <thead>
            <tr>
              <td />
              {texts.map((text, column) => (
                <th key={keyOf(text, column)} scope="col" className="px-1 font-medium text-ink-muted" title={text}>
                  <span className="sr-only">{text}</span>
                  <span aria-hidden>{column + 1}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {texts.map((text, line) => (
              <tr key={keyOf(text, line)}>
                <th scope="row" className="max-w-40 truncate pr-2 text-left font-normal sm:max-w-64" title={text}>
                  <span className="figures text-ink-muted" aria-hidden>
                    {line + 1}{' '}
                  </span>
                  {text}
                </th>
                {texts.map((other, column) => {
                  const value = matrix[line * count + column] ?? 0;
                  return (
                    <td
                      key={keyOf(other, column)}
                      className="figures min-w-12 rounded-sm px-1.5 py-1.5 text-center text-ink"
                      style={{ background: shade(value) }}
                    >
                      {cosineText(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** One hue, at most so strong that the numbers on it stay readable in both themes. */
function shade(cosine: number): string {
  const strength = Math.round(45 * Math.max(0, cosine));
  return `color-mix(in oklab, var(--accent) ${strength}%, var(--sunken))`;
}

/** The same text may stand twice. */
function keyOf(text: string, index: number): string {
  return `${index} ${text}`;
}
