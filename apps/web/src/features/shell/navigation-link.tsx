import { classNames } from '../../ui/class-names.ts';
import { Link } from '../../ui/link.tsx';
import type { NavigationEntry } from './navigation.ts';

/** One page in the sidebar. `collapsing`: on middle widths an icon, which says its name. */
export function NavigationLink({ entry, current, collapsing }: NavigationLinkProps) {
  const Icon = entry.icon;
  return (
    <Link
      href={entry.href}
      aria-current={current ? 'page' : undefined}
      title={collapsing ? entry.label : undefined}
      className={classNames(
        'flex h-8 items-center gap-2.5 rounded-md px-3 transition-colors pointer-coarse:h-10',
        collapsing && 'max-lg:justify-center max-lg:px-0',
        current ? 'bg-hover font-medium text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
      )}
    >
      <Icon className={classNames('size-4 shrink-0', current && 'text-accent-ink')} aria-hidden />
      <span className={collapsing ? 'sr-only lg:not-sr-only' : undefined}>{entry.label}</span>
    </Link>
  );
}

interface NavigationLinkProps {
  entry: NavigationEntry;
  current: boolean;
  collapsing?: boolean;
}
