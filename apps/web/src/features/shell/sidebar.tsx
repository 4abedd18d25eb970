import Link from 'next/link';
import { classNames } from '../../ui/class-names.ts';
import { Wordmark } from '../../ui/wordmark.tsx';
import { isCurrent, navigation } from './navigation.ts';

/** The wordmark and the groups of pages. `collapsing` shows icons alone on middle widths. */
export function Sidebar({ pathname, collapsing }: { pathname: string; collapsing?: boolean }) {
  const words = collapsing ? 'sr-only lg:not-sr-only' : undefined;
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <Link
        href="/overview"
        className="mx-3 mt-3 mb-2 flex h-8 items-center rounded-md px-3 md:max-lg:justify-center md:max-lg:px-0"
      >
        <span className={collapsing ? 'hidden lg:block' : undefined}>
          <Wordmark />
        </span>
        {collapsing ? (
          <span className="lg:hidden">
            <Wordmark compact />
          </span>
        ) : null}
      </Link>
      <nav aria-label="Dashboard" className="px-3">
        {navigation.map((group, index) => (
          <ul key={group[0]?.href} className={classNames('grid gap-0.5 py-2', index > 0 && 'border-t')}>
            {group.map((entry) => {
              const current = isCurrent(entry, pathname);
              const Icon = entry.icon;
              return (
                <li key={entry.href}>
                  <Link
                    href={entry.href}
                    title={collapsing ? entry.label : undefined}
                    aria-current={current ? 'page' : undefined}
                    className={classNames(
                      'flex h-8 items-center gap-2.5 rounded-md px-3 transition-colors pointer-coarse:h-10',
                      collapsing && 'max-lg:justify-center max-lg:px-0',
                      current ? 'bg-hover font-medium text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
                    )}
                  >
                    <Icon className={classNames('size-4 shrink-0', current && 'text-accent-ink')} aria-hidden />
                    <span className={words}>{entry.label}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        ))}
      </nav>
    </div>
  );
}
