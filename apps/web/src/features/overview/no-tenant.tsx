import { EmptyState } from '../../ui/empty-state.tsx';

/** For somebody signed in who belongs to no tenant (any more). */
export function NoTenant({ email }: { email: string }) {
  return <EmptyState title="You belong to no tenant">Ask an owner of your team to invite {email}.</EmptyState>;
}
