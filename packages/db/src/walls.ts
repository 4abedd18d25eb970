import type { PrismaClient } from './generated/client.ts';

/**
 * Looks for holes in the tenant walls and returns one sentence per hole; an empty list means the walls stand.
 * Processes refuse to serve when there is one: a role that may bypass row security would silently show everything.
 */
export async function findWallHoles(client: PrismaClient, expectedRole: string): Promise<string[]> {
  const holes: string[] = [];
  const [role] = await client.$queryRaw<{ name: string; privileged: boolean; owns: bigint }[]>`
    SELECT current_user::text AS name, (r.rolsuper OR r.rolbypassrls) AS privileged,
      (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = current_schema()::regnamespace) AS owns
    FROM pg_roles r WHERE r.rolname = current_user`;
  if (!role) return ['The database does not tell which role is connected.'];
  if (role.privileged) holes.push(`Role ${role.name} may bypass row-level security. Connect as ${expectedRole}.`);
  if (role.owns > 0n) holes.push(`Role ${role.name} owns tables. Connect as ${expectedRole}, which owns none.`);
  // Tenants and users carry no tenant_id of their own and are walled all the same.
  const unguarded = await client.$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_class c
    WHERE (c.relname IN ('tenant', 'app_user') OR EXISTS (
        SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))
      AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = current_schema()::regnamespace
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant_wall'))
    ORDER BY 1`;
  for (const { name } of unguarded) holes.push(`Table ${name} has no enforced tenant policy. Run the migrations.`);
  return holes;
}
