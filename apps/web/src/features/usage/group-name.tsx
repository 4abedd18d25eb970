import type { UsageFilters } from './usage-filters.ts';

/** A row's group as people know it: a key by name and masked secret, a model by its id, a user by their address. */
export function GroupName({ group, kind, nameOf }: GroupNameProps) {
  if (kind === 'model') {
    if (group === '') return <span className="text-ink-muted">no model named</span>;
    return <code className="inline-block max-w-40 truncate align-bottom sm:max-w-80">{group}</code>;
  }
  const { name, display } = nameOf(group);
  return (
    <span className="inline-flex gap-x-2 max-sm:flex-col sm:items-baseline">
      <span className="max-w-40 truncate sm:max-w-60">{name}</span>
      {display ? <code className="text-ink-muted max-sm:text-12">{display}</code> : null}
    </span>
  );
}

interface GroupNameProps {
  group: string;
  kind: UsageFilters['group'];
  nameOf: GroupNames;
}

/** Names keys and users by id. */
export type GroupNames = (id: string) => { name: string; display: string };

/** The same in one short line, for legends. The last four letters tell keys of one name apart. */
export function groupLabel(group: string, kind: UsageFilters['group'], nameOf: GroupNames): string {
  if (kind === 'model') return shorten(group) || 'no model named';
  const { name, display } = nameOf(group);
  return display ? `${shorten(name)} …${display.slice(-4)}` : shorten(name);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
