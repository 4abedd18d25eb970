/** A cluster's mark: six colours and six shapes, so that twelve clusters differ and colour is never alone. */
export function Mark({ cluster, x, y, size, isFaint, onPointerEnter }: MarkProps) {
  const path = SHAPES[Math.floor(cluster / 6) % 2 === 0 ? cluster % 6 : (cluster + 3) % 6] ?? '';
  return (
    <path
      d={path}
      transform={`translate(${x} ${y}) scale(${size})`}
      fill={markColour(cluster)}
      opacity={isFaint ? 0.25 : 1}
      onPointerEnter={onPointerEnter}
    />
  );
}

/** A chart colour of the theme. */
export function markColour(cluster: number): string {
  return `var(--chart-${(cluster % 6) + 1})`;
}

/** Within a square from -1 to 1. */
const SHAPES = [
  'M-.8 0a.8 .8 0 1 0 1.6 0a.8 .8 0 1 0-1.6 0',
  'M-.72-.72h1.44v1.44h-1.44z',
  'M0-.95L.9 .7H-.9z',
  'M0-1L1 0L0 1L-1 0z',
  'M-.3-.95h.6v.65h.65v.6h-.65v.65h-.6v-.65h-.65v-.6h.65z',
  'M0 .95L.9-.7H-.9z',
];

interface MarkProps {
  cluster: number;
  x: number;
  y: number;
  size: number;
  isFaint?: boolean;
  onPointerEnter?: () => void;
}
