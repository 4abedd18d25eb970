import { classNames } from './class-names.ts';

/** A quiet placeholder of the size of what will come. */
export function Skeleton({ height = 'h-4', className }: { height?: string; className?: string }) {
  return <div aria-hidden className={classNames('animate-pulse rounded-md bg-hover', height, className)} />;
}
