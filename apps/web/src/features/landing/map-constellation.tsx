import { type MapWord, mapWords } from './map-data.ts';

/** The lit word, its neighbours and the lines between them, over the rest of the sky turned down. */
export function MapConstellation({ word }: { word: MapWord }) {
  const neighbours = word.near.flatMap(({ index }) => mapWords[index] ?? []);
  return (
    <g>
      <rect width="100%" height="100%" className="map-veil" />
      {neighbours.map((other) => (
        <line key={other.index} x1={word.x} y1={word.y} x2={other.x} y2={other.y} className="map-thread" />
      ))}
      {neighbours.map((other) => (
        <g key={other.index}>
          <circle cx={other.x} cy={other.y} r={2.6} className="map-lit" />
          <text x={other.x} y={other.y - 5} className="map-name-lit">
            {other.text}
          </text>
        </g>
      ))}
      <circle cx={word.x} cy={word.y} r={5} className="map-lit" />
      <text x={word.x} y={word.y - 8} className="map-name-word">
        {word.text}
      </text>
    </g>
  );
}
