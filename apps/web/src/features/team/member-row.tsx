import { type Role, roleMay } from '@gridsky/api/domain';
import type { MemberView } from '@gridsky/api/services';
import { LogOut, UserMinus } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { Time } from '../../ui/time.tsx';
import { roleOptions } from './role-options.ts';

export interface Me {
  userId: string;
  role: Role;
}

/** One member: who, since when, with what role; changeable as far as the reader's own role goes. */
export function MemberRow({ member, me, now, busy, onRole, onEnd }: MemberRowProps) {
  const isMe = member.userId === me.userId;
  const mayWrite = roleMay(me.role, 'member:write') && (member.role !== 'owner' || roleMay(me.role, 'owner:write'));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t px-4 py-2.5">
      <div className="grid min-w-0 flex-[1_1_14rem]">
        <p className="flex min-w-0 items-center gap-2">
          <span className="truncate" title={member.email}>
            {member.email}
          </span>
          {isMe ? <Badge tone="accent">you</Badge> : null}
        </p>
        <p className="text-13 text-ink-muted">
          joined <Time at={member.joinedAt} now={now} /> ·{' '}
          {member.keys === 1 ? '1 working key' : `${member.keys} working keys`}
        </p>
      </div>
      {mayWrite ? (
        <Select
          aria-label={`Role of ${member.email}`}
          className="w-28!"
          value={member.role}
          onChange={onRole}
          disabled={busy}
          options={roleOptions(me.role)}
        />
      ) : (
        <span className="w-28 px-2.5">{member.role}</span>
      )}
      <span className="flex w-24 justify-end">
        {isMe || mayWrite ? (
          <Button size="sm" onClick={onEnd} aria-label={isMe ? 'Leave this tenant' : `Remove ${member.email}`}>
            {isMe ? <LogOut aria-hidden /> : <UserMinus aria-hidden />}
            {isMe ? 'Leave' : 'Remove'}
          </Button>
        ) : null}
      </span>
    </li>
  );
}

interface MemberRowProps {
  member: MemberView;
  me: Me;
  now: Date;
  busy: boolean;
  onRole: (role: Role) => void;
  onEnd: () => void;
}
