'use client';

import { createContext, type KeyboardEvent, type ReactNode, useContext, useId } from 'react';
import { classNames } from './class-names.ts';

/**
 * Tabs: `<Tabs value={tool} onValueChange={…}><TabList aria-label="…"><Tab value="a">…</Tab></TabList><TabPanel value="a">…</TabPanel></Tabs>`.
 * As the ARIA practices describe them: one stop of the Tab key, arrows, Home and End choose. Ours, for they are on many pages and a
 * library's are 8 kB.
 */
export function Tabs({ value, onValueChange, className, children }: TabsProps) {
  const id = useId();
  return (
    <TabsContext value={{ id, value, choose: onValueChange }}>
      <div className={className}>{children}</div>
    </TabsContext>
  );
}

export function TabList({ className, children, ...rest }: TabListProps) {
  return (
    <div
      role="tablist"
      className={classNames('flex gap-4 overflow-x-auto border-b', className)}
      onKeyDown={moveByKey}
      {...rest}
    >
      {children}
    </div>
  );
}

export function Tab({ value, className, children }: TabProps) {
  const tabs = useContext(TabsContext);
  const active = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={partId(tabs.id, 'tab', value)}
      aria-selected={active}
      aria-controls={partId(tabs.id, 'panel', value)}
      tabIndex={active ? 0 : -1}
      onClick={() => tabs.choose(value)}
      className={classNames(
        '-mb-px h-9 shrink-0 border-b-2 px-0.5 text-14 transition-colors focus-visible:outline-offset-[-2px]',
        active ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-muted hover:text-ink',
        className,
      )}
    >
      {children}
    </button>
  );
}

/** What one tab shows. `keep`: stays in the page while another shows. */
export function TabPanel({ value, keep = false, tabIndex = 0, className, children }: TabPanelProps) {
  const tabs = useContext(TabsContext);
  const active = tabs.value === value;
  return (
    <div
      role="tabpanel"
      id={partId(tabs.id, 'panel', value)}
      aria-labelledby={partId(tabs.id, 'tab', value)}
      tabIndex={tabIndex}
      hidden={!active}
      // A class that sets `display` would show what is hidden.
      className={active ? classNames('pt-4', className) : undefined}
    >
      {active || keep ? children : null}
    </div>
  );
}

interface TabsProps {
  value: string;
  onValueChange: (value: string) => void;
  className?: string;
  children: ReactNode;
}

interface TabListProps {
  'aria-label': string;
  className?: string;
  children: ReactNode;
}

interface TabProps {
  value: string;
  className?: string;
  children: ReactNode;
}

interface TabPanelProps extends TabProps {
  keep?: boolean;
  tabIndex?: number;
}

const TabsContext = createContext({ id: '', value: '', choose: (_value: string) => {} });

/** A list of ids is divided by spaces, so that an id has none. */
function partId(tabs: string, part: 'tab' | 'panel', value: string): string {
  return `${tabs}-${part}-${value.replaceAll(' ', '-')}`;
}

/** Focus goes to the tab that the key names, around both ends, and a tab that has it is chosen. */
function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const tab = tabs.at(to % tabs.length);
  tab?.focus();
  tab?.click();
}
