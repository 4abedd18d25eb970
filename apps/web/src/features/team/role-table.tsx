import { PERMISSION_TEXTS, PERMISSIONS, type Permission, ROLES, type Role, roleMay } from '@gridsky/api/domain';
import { Check, Minus } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';

/** What each role may do: the very table that the services check. */
export function RoleTable({ mine }: { mine: Role }) {
  return (
    <Card title="Roles" description="What each role may do in this tenant." flush className="mt-4">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard. */}
      <section aria-label="Roles" tabIndex={0} className="overflow-x-auto border-t">
        <table className="w-full border-collapse text-14">
          <caption className="sr-only">What each role may do</caption>
          <thead>
            <tr className="border-b">
              <th scope="col" className="h-9 px-4 text-left text-13 font-medium text-ink-muted">
                Right
              </th>
              {ROLES.map((role) => (
                <th key={role} scope="col" className="h-9 px-3 text-center text-13 font-medium text-ink-muted">
                  {role === mine ? <Badge tone="accent">{role}</Badge> : role}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
              <tr key={permission} className="h-10 border-b last:border-0">
                <th scope="row" className="px-4 text-left font-normal">
                  {PERMISSION_TEXTS[permission]}
                </th>
                {ROLES.map((role) => (
                  <td key={role} className="px-3 text-center">
                    {roleMay(role, permission) ? (
                      <Check className="inline size-4 text-good-ink" aria-label="yes" />
                    ) : (
                      <Minus className="inline size-4 text-ink-faint" aria-label="no" />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
