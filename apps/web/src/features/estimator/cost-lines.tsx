import { type CostFrame, EDGE, HEIGHT } from './cost-frame.ts';
import { listAt } from './cost-scale.ts';
import type { Estimate } from './estimate.ts';
import { shortTokens } from './money-text.ts';

/** The meter's lines, the plans' levels as far as their limits reach, and the job's volumes; `at`: under the pointer. */
export function CostLines({ frame, result, at }: { frame: CostFrame; result: Estimate; at: number | null }) {
  const { scale, width, x, y, plans, volumes } = frame;
  const isFree = result.model.pricePerMillionNano === 0n;
  const line = (factor: number) =>
    [scale.tokens.min, scale.tokens.max]
      .map((tokens) => `${x(tokens)},${y(listAt(result, tokens) * factor)}`)
      .join(' ');
  return (
    <>
      <clipPath id="cost-area">
        <rect
          x={EDGE.left}
          y={EDGE.top}
          width={width - EDGE.left - EDGE.right}
          height={HEIGHT - EDGE.top - EDGE.bottom}
        />
      </clipPath>
      <g clipPath="url(#cost-area)">
        {volumes.map((volume) => (
          <line
            key={volume.name}
            x1={x(volume.tokens)}
            x2={x(volume.tokens)}
            y1={EDGE.top}
            y2={HEIGHT - EDGE.bottom}
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
          />
        ))}
        {plans.map(({ plan, colour, level, capacityTokens }) => (
          <line
            key={plan.id}
            x1={EDGE.left}
            x2={x(Math.min(capacityTokens, scale.tokens.max))}
            y1={level}
            y2={level}
            stroke={colour}
            strokeWidth={2}
          />
        ))}
        {isFree ? null : (
          <>
            <polyline points={line(0.5)} fill="none" stroke="var(--chart-1)" strokeWidth={1.5} strokeDasharray="5 4" />
            <polyline points={line(1)} fill="none" stroke="var(--chart-1)" strokeWidth={2} />
          </>
        )}
        {at === null ? null : (
          <line x1={x(at)} x2={x(at)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} stroke="var(--ink-muted)" />
        )}
      </g>
    </>
  );
}

/** Names of the job's volumes, and a mark with its tokens where a plan meets the list price. */
export function CostMarks({ frame }: { frame: CostFrame }) {
  const { width, x, plans, volumes } = frame;
  return (
    <>
      {volumes.map((volume, at) => {
        const isRight = x(volume.tokens) > width * 0.6;
        return (
          <text
            key={volume.name}
            x={x(volume.tokens) + (isRight ? -6 : 6)}
            y={EDGE.top + 12 + at * 16}
            textAnchor={isRight ? 'end' : 'start'}
            fill="var(--ink-muted)"
            fontSize={12}
            paintOrder="stroke"
            stroke="var(--surface)"
            strokeWidth={4}
          >
            {volume.name}
          </text>
        );
      })}
      {plans.map(({ plan, level, crossingTokens, colour }) =>
        crossingTokens === null ? null : (
          <g key={plan.id}>
            <circle cx={x(crossingTokens)} cy={level} r={5} fill={colour} stroke="var(--surface)" strokeWidth={2} />
            <text
              x={x(crossingTokens) - 9}
              y={level - 7}
              textAnchor="end"
              fontSize={12}
              fill="var(--ink)"
              paintOrder="stroke"
              stroke="var(--surface)"
              strokeWidth={3}
            >
              {shortTokens(crossingTokens)}
            </text>
          </g>
        ),
      )}
    </>
  );
}
