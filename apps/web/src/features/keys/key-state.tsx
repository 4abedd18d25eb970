import type { KeyState } from '@gridsky/api/services';
import { Ban, CalendarX2, CircleCheck, CirclePause, type LucideIcon } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';

/** A key's state as an icon and its word: colour never speaks alone. */
export function KeyStateLabel({ state }: { state: KeyState }) {
  const { word, icon: Icon, colour } = looks[state];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <Icon className={classNames('size-4 shrink-0', colour)} aria-hidden />
      {word}
    </span>
  );
}

const looks: Record<KeyState, { word: string; icon: LucideIcon; colour: string }> = {
  active: { word: 'Active', icon: CircleCheck, colour: 'text-good-ink' },
  disabled: { word: 'Disabled', icon: CirclePause, colour: 'text-ink-faint' },
  expired: { word: 'Expired', icon: CalendarX2, colour: 'text-warn-ink' },
  revoked: { word: 'Revoked', icon: Ban, colour: 'text-bad-ink' },
};
