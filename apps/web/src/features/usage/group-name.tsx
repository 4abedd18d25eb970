import type { UsageFilters } from './usage-filters.ts';

/** A row's group as people know it: a key by name and masked secret, a model by its id. */
export function GroupName({ group, kind, keyName }: GroupNameProps) {
  if (kind === 'model') {
    if (group === '') return <span className="text-ink-muted">no model named</span>;
    return <code className="inline-block max-w-40 truncate align-bottom sm:max-w-80">{group}</code>;
  }
  const { name, display } = keyName(group);
  return (
    <span className="inline-flex gap-x-2 max-sm:flex-col sm:items-baseline">
      <span className="max-w-40 truncate sm:max-w-60">{name}</span>
      <code className="text-ink-muted max-sm:text-12">{display}</code>
    </span>
  );
}

interface GroupNameProps {
  group: string;
  kind: UsageFilters['group'];
  keyName: KeyName;
}

export type KeyName = (id: string) => { name: string; display: string };

/** The same in one short line, for legends. The last four letters tell keys of one name apart. */
export function groupLabel(group: string, kind: UsageFilters['group'], keyName: KeyName): string {
  if (kind === 'model') return shorten(group) || 'no model named';
  const { name, display } = keyName(group);
  return display ? `${shorten(name)} …${display.slice(-4)}` : shorten(name);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
