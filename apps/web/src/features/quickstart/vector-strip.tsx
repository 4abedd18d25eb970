import { vectorEnvelope } from './vector-envelope.ts';

/** A whole vector as a strip of bars around zero, scaled to its largest number. */
export function VectorStrip({ vector }: { vector: readonly number[] }) {
  const bars = vectorEnvelope(vector, columns);
  const largest = Math.max(...bars.map(({ low, high }) => Math.max(high, -low))) || 1;
  const y = (value: number) => ((1 - value / largest) * height) / 2;
  const path = bars
    .map(({ low, high }, index) => `M${index + 0.5} ${y(high).toFixed(2)}V${y(low).toFixed(2)}`)
    .join('');
  const range = `${Math.min(...vector).toFixed(3)} to ${Math.max(...vector).toFixed(3)}`;
  return (
    <figure className="grid gap-1">
      <svg
        viewBox={`0 0 ${bars.length} ${height}`}
        preserveAspectRatio="none"
        className="h-14 w-full text-accent"
        role="img"
        aria-label={`The vector's ${vector.length} numbers, from ${range}`}
      >
        <path d={path} stroke="currentColor" strokeWidth={0.7} fill="none" />
        <line x1={0} x2={bars.length} y1={height / 2} y2={height / 2} stroke="var(--line-strong)" strokeWidth={0.4} />
      </svg>
      <figcaption className="flex justify-between text-12 text-ink-muted">
        <span>all {vector.length.toLocaleString('en-US')} numbers</span>
        <span className="figures">{range}</span>
      </figcaption>
    </figure>
  );
}

const columns = 192;
const height = 40;
