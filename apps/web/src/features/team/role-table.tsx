import { PERMISSION_TEXTS, PERMISSIONS, type Permission, ROLES, type Role, roleMay } from '@gridsky/api/domain';
import { Check, Minus } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';

/** What each role may do: the very table that the services check. */
export function RoleTable({ mine }: { mine: Role }) {
  return (
    <Card title="Roles" description="What each role may do in this tenant." flush className="mt-4">
      {/* Narrow, a right is a line of its own with the names of the roles that have it under it. */}
      <div className="border-t">
        <table className="block w-full border-collapse sm:table">
          <caption className="sr-only">What each role may do</caption>
          <thead className="max-sm:hidden">
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
          <tbody className="block sm:table-row-group">
            {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
              <tr key={permission} className="block border-b px-4 py-2 last:border-0 sm:table-row sm:h-10">
                <th scope="row" className="block text-left font-normal sm:table-cell sm:px-4">
                  {PERMISSION_TEXTS[permission]}
                </th>
                {ROLES.map((role) => (
                  <td
                    key={role}
                    className={classNames(
                      'mr-3 inline-flex items-center gap-1 text-13 text-ink-muted sm:table-cell sm:px-3 sm:text-center',
                      roleMay(role, permission) ? undefined : 'max-sm:hidden',
                    )}
                  >
                    <span className="order-2 sm:hidden">{role}</span>
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
      </div>
    </Card>
  );
}
