import { memo } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { mapSize, mapWords } from './map-data.ts';

/** Every word and its point over a faint grid. Drawn once; lighting a word does not touch it. */
export const MapSky = memo(function MapSky() {
  return (
    <g>
      <g className="map-grid">
        {lines(mapSize.width).map((x) => (
          <line key={x} x1={x} x2={x} y1={0} y2={mapSize.height} />
        ))}
        {lines(mapSize.height).map((y) => (
          <line key={y} x1={0} x2={mapSize.width} y1={y} y2={y} />
        ))}
      </g>
      {mapWords.map((word) => (
        <circle
          key={word.index}
          cx={word.x}
          cy={word.y}
          r={word.anchor ? 2 : 1.4}
          className={word.anchor ? 'map-anchor' : 'map-point'}
        />
      ))}
      {mapWords.map((word) => (
        <text
          key={word.index}
          x={word.x}
          y={word.y - 5}
          className={classNames(word.anchor ? 'map-name-anchor' : 'map-name', !word.narrow && 'map-wide')}
        >
          {word.text}
        </text>
      ))}
    </g>
  );
});

const cell = 40;

function lines(size: number): number[] {
  return Array.from({ length: Math.ceil(size / cell) - 1 }, (_, index) => (index + 1) * cell);
}
