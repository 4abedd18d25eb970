import { classNames } from '../../ui/class-names.ts';
import { Link } from '../../ui/link.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';
import { isCurrent, navigation, operatorNavigation } from './navigation.ts';
import { NavigationLink } from './navigation-link.tsx';

/** The wordmark and the groups of pages. `collapsing` shows icons alone on middle widths; `operator` adds the platform's own pages. */
export function Sidebar({ pathname, collapsing, operator }: SidebarProps) {
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
            {group.map((entry) => (
              <li key={entry.href}>
                <NavigationLink entry={entry} current={isCurrent(entry, pathname)} collapsing={collapsing} />
              </li>
            ))}
          </ul>
        ))}
      </nav>
      {operator ? (
        <nav aria-label="Operator" className="mx-3 mt-2 mb-3 rounded-lg border bg-sunken">
          <p className={classNames('px-3 pt-2.5 text-12 font-medium text-ink-muted', collapsing && 'max-lg:sr-only')}>
            Operator
          </p>
          <ul className="grid gap-0.5 p-1">
            {operatorNavigation.map((entry) => (
              <li key={entry.href}>
                <NavigationLink entry={entry} current={isCurrent(entry, pathname)} collapsing={collapsing} />
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </div>
  );
}

interface SidebarProps {
  pathname: string;
  collapsing?: boolean;
  /** The reader is a platform admin. */
  operator?: boolean;
}
