import { classNames } from './class-names.ts';

/** A quiet placeholder of the size of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('h-4 animate-pulse rounded-md bg-hover', className)} />;
}
