import { type CostFrame, EDGE, HEIGHT } from './cost-frame.ts';
import { shortTokens } from './money-text.ts';

/** Both axes of the cost chart with their numbers, a line a decade. */
export function CostAxes({ frame }: { frame: CostFrame }) {
  const tokenTicks = frame.scale.tokens.ticks.filter((_, at) => frame.width > 520 || at % 2 === 0);
  return (
    <>
      <g stroke="var(--line)">
        {frame.scale.dollars.ticks.map((tick) => (
          <line key={tick} x1={EDGE.left} x2={frame.width - EDGE.right} y1={frame.y(tick)} y2={frame.y(tick)} />
        ))}
      </g>
      <g fill="var(--ink-muted)" fontSize={12}>
        {frame.scale.dollars.ticks.map((tick) => (
          <text key={tick} x={EDGE.left - 8} y={frame.y(tick) + 4} textAnchor="end">
            {axisDollars(tick)}
          </text>
        ))}
        {tokenTicks.map((tick) => (
          <text key={tick} x={frame.x(tick)} y={HEIGHT - EDGE.bottom + 18} textAnchor="middle">
            {axisTokens(tick)}
          </text>
        ))}
        <text x={frame.width - EDGE.right} y={HEIGHT - 6} textAnchor="end">
          tokens a month
        </text>
      </g>
    </>
  );
}

function axisDollars(value: number): string {
  return value < 1
    ? `$${value.toFixed(Math.max(2, Math.round(-Math.log10(value))))}`
    : `$${value.toLocaleString('en-US')}`;
}

function axisTokens(value: number): string {
  return value < 1_000_000 ? `${value / 1_000} K` : shortTokens(value);
}
