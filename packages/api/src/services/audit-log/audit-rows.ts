import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import type { Actor } from '../context.ts';

export const ACTOR_TYPES = ['user', 'operator', 'key', 'system'] as const satisfies readonly Actor['type'][];

const HOURS_MAX = 400 * 24;

/** What an audit list may be narrowed by. */
export const auditInput = z.object({
  /** The last so many hours up to now, or from `start` to before `end`; null: all that there is. */
  span: z
    .union([z.object({ lastHours: z.int().min(1).max(HOURS_MAX) }), z.object({ start: z.date(), end: z.date() })])
    .nullish(),
  /** `key.revoke`, or `key.` for all that happened to keys. */
  action: z.string().max(80).nullish(),
  targetType: z.string().max(80).nullish(),
  targetId: z.string().max(200).nullish(),
  actorType: z.enum(ACTOR_TYPES).nullish(),
  actorId: z.uuid().nullish(),
  limit: z.int().min(1).max(1_000).default(50),
  /** The last row of the page before. */
  cursor: z.object({ createdAt: z.date(), id: z.uuid() }).nullish(),
});

export type AuditRow = {
  id: string;
  createdAt: Date;
  actorType: Actor['type'];
  /** Null: nobody in particular, or nobody whom the reader may know. */
  actorId: string | null;
  /** E-mail of a user, name of a key; null: not known (any more). */
  actorName: string | null;
  action: string;
  targetType: string;
  targetId: string;
  /** What people call the target; null: it has no name, or is gone. */
  targetName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  ip: string | null;
};

export type AuditPage<Row extends AuditRow = AuditRow> = {
  rows: Row[];
  /** The `cursor` of the next page; null: there is none. */
  next: { createdAt: Date; id: string } | null;
};

/** Who did it and to what, with names. `userActors`: of which kinds of actor the e-mail may be told. */
export function auditColumns(userActors: Prisma.Sql): { columns: Prisma.Sql; joins: Prisma.Sql } {
  return {
    columns: Prisma.sql`a.id::text, a.created_at AS "createdAt", a.actor_type AS "actorType", a.actor_id::text AS "actorId",
      coalesce(actor.email, actor_key.name) AS "actorName", a.action, a.target_type AS "targetType", a.target_id AS "targetId",
      coalesce(target_user.email, target_key.name, target_invitation.email, target_tenant.name) AS "targetName",
      a.before, a.after, a.ip`,
    joins: Prisma.sql`
      LEFT JOIN app_user actor ON a.actor_type IN (${userActors}) AND actor.id = a.actor_id
      LEFT JOIN api_key actor_key ON a.actor_type = 'key' AND actor_key.id = a.actor_id
      LEFT JOIN app_user target_user ON target_user.id = ${targetOf('user')}
      LEFT JOIN api_key target_key ON target_key.id = ${targetOf('key')}
      LEFT JOIN invitation target_invitation ON target_invitation.id = ${targetOf('invitation')}
      LEFT JOIN tenant target_tenant ON target_tenant.id = ${targetOf('tenant')}`,
  };
}

/** CASE decides before it casts: the id of a target of another kind may be any text. */
function targetOf(type: string): Prisma.Sql {
  return Prisma.sql`CASE WHEN a.target_type = ${type} AND a.target_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN a.target_id::uuid END`;
}

/** The conditions of an input on `audit_entry a`, to be joined by AND. */
export function auditConditions(
  { span, action, targetType, targetId, actorType, actorId, cursor }: Omit<z.output<typeof auditInput>, 'limit'>,
  now: Date,
): Prisma.Sql[] {
  const all: Prisma.Sql[] = [];
  if (span && 'lastHours' in span) {
    all.push(Prisma.sql`a.created_at >= ${new Date(now.getTime() - span.lastHours * 3_600_000)}`);
  } else if (span) all.push(Prisma.sql`a.created_at >= ${span.start} AND a.created_at < ${span.end}`);
  if (action?.endsWith('.')) all.push(Prisma.sql`starts_with(a.action, ${action})`);
  else if (action) all.push(Prisma.sql`a.action = ${action}`);
  if (targetType) all.push(Prisma.sql`a.target_type = ${targetType}`);
  if (targetId) all.push(Prisma.sql`a.target_id = ${targetId}`);
  if (actorType) all.push(Prisma.sql`a.actor_type = ${actorType}`);
  if (actorId) all.push(Prisma.sql`a.actor_id = ${actorId}::uuid`);
  if (cursor) all.push(Prisma.sql`(a.created_at, a.id) < (${cursor.createdAt}::timestamptz, ${cursor.id}::uuid)`);
  return all;
}

/** One page of what was found with one row more than asked for. */
export function auditPage<Row extends AuditRow>(found: Row[], limit: number): AuditPage<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null };
}

/** What there is to narrow a list by. */
export type AuditChoices = {
  actions: string[];
  targetTypes: string[];
  /** Users and keys that did something; `name` null: gone. */
  actors: { type: Actor['type']; id: string | null; name: string | null }[];
};

/** Both lists in alphabetical order, each entry once. */
export function auditKinds(rows: { action: string; targetType: string }[]): Omit<AuditChoices, 'actors'> {
  return {
    actions: [...new Set(rows.map(({ action }) => action))].sort(),
    targetTypes: [...new Set(rows.map(({ targetType }) => targetType))].sort(),
  };
}
