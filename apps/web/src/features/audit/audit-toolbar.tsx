import type { AuditChoices } from '@gridsky/api/services';
import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { withChosen } from '../../ui/with-chosen.ts';
import { RangeFields } from '../usage/range-fields.tsx';
import { type AuditFilters, actorTypes, defaultAuditFilters, isNarrowed } from './audit-filters.ts';
import { actorText } from './audit-row.ts';

/** Range and filters of an audit list. */
export function AuditToolbar({ filters, onChange, choices, now }: AuditToolbarProps) {
  const { range, action, targetType } = filters;
  const change = (part: Partial<AuditFilters>) => onChange({ ...filters, ...part });
  return (
    <search className="grid">
      <RangeFields value={range} spans={spans} now={now} onChange={(next) => change({ range: next })} />
      <div className="grid grid-cols-2 gap-2 pb-4 sm:flex sm:flex-wrap">
        <Select
          aria-label="Action"
          className="sm:w-56"
          value={action ?? any}
          onChange={(next) => change({ action: next === any ? null : next })}
          options={actionOptions(choices, action)}
        />
        <Select
          aria-label="Who"
          className="sm:w-56"
          value={actorValue(filters)}
          onChange={(next) => change(actorOf(next))}
          options={actorOptions(choices, filters)}
        />
        <Select
          aria-label="Target"
          className="sm:w-44"
          value={targetType ?? any}
          onChange={(next) => change({ targetType: next === any ? null : next, targetId: null })}
          options={[
            { value: any, label: 'Any target' },
            ...withChosen((choices?.targetTypes ?? []).map(word), targetType),
          ]}
        />
        {isNarrowed(filters) ? (
          <Button variant="ghost" onClick={() => onChange({ ...defaultAuditFilters, range })}>
            <X aria-hidden />
            Clear filters
          </Button>
        ) : null}
      </div>
    </search>
  );
}

interface AuditToolbarProps {
  filters: AuditFilters;
  onChange: (filters: AuditFilters) => void;
  /** undefined: not known yet. */
  choices: AuditChoices | undefined;
  now: Date;
}

const any = 'any';

const spans = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
  { value: 'all', label: 'All' },
] as const;

/** Each kind of action as a whole, then one by one. */
function actionOptions(choices: AuditChoices | undefined, chosen: string | null): SelectOption[] {
  const actions = choices?.actions ?? [];
  const nouns = [...new Set(actions.map((action) => action.split('.')[0] ?? action))];
  const options = nouns.flatMap((noun) => {
    const verbs = actions.filter((action) => action.startsWith(`${noun}.`));
    const all = verbs.length > 1 ? [{ value: `${noun}.`, label: `Any ${noun} action` }] : [];
    return [...all, ...verbs.map((action) => ({ value: action, label: action }))];
  });
  return [{ value: any, label: 'Any action' }, ...withChosen(options, chosen)];
}

function actorValue({ actorType, actorId }: AuditFilters): string {
  if (actorId) return `${actorType ?? ''}:${actorId}`;
  return actorType ?? any;
}

function actorOf(value: string): Pick<AuditFilters, 'actorType' | 'actorId'> {
  if (value === any) return { actorType: null, actorId: null };
  const [type, id] = value.split(':');
  return { actorType: actorTypes.find((known) => known === type) ?? null, actorId: id ?? null };
}

function actorOptions(choices: AuditChoices | undefined, filters: AuditFilters): SelectOption[] {
  const options = (choices?.actors ?? []).map(({ type, id, name }) => ({
    value: id ? `${type}:${id}` : type,
    label:
      id || type === 'system' || type === 'operator'
        ? actorText({ actorType: type, actorId: id, actorName: name })
        : `Any ${type}`,
    hint: id && type !== 'user' ? type : undefined,
  }));
  const chosen = actorValue(filters);
  return [{ value: any, label: 'Anybody' }, ...withChosen(options, chosen === any ? null : chosen)];
}

function word(value: string): SelectOption {
  return { value, label: value.replaceAll('_', ' ') };
}
