import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A column's head; with `onSort` a button that says and shows the direction. */
export function SortHeader({ children, align = 'left', sorted = false, onSort }: SortHeaderProps) {
  const Arrow = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
      className={classNames(
        'h-9 px-4 text-13 font-medium whitespace-nowrap text-ink-muted',
        align === 'right' ? 'text-right' : 'text-left',
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={classNames(
            'inline-flex h-7 items-center gap-1 rounded-md transition-colors hover:text-ink',
            align === 'right' && 'flex-row-reverse',
            sorted && 'text-ink',
          )}
        >
          {children}
          <Arrow className={classNames('size-3.5', !sorted && 'opacity-50')} aria-hidden />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

interface SortHeaderProps {
  children: ReactNode;
  align?: 'left' | 'right';
  sorted?: 'asc' | 'desc' | false;
  onSort?: () => void;
}
