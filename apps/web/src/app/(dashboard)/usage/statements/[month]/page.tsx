import { monthSchema } from '@gridsky/api/domain';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NoTenant } from '../../../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../../../features/session/api-context.server.ts';
import { requireUser } from '../../../../../features/session/signed-in-user.server.ts';
import { monthText, statementPath } from '../../../../../features/statement/month-text.ts';
import { MonthLinks, StatementActions } from '../../../../../features/statement/statement-actions.tsx';
import { StatementView } from '../../../../../features/statement/statement-view.tsx';
import { PageHeader } from '../../../../../ui/page-header.tsx';

type Props = { params: Promise<{ month: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const month = monthSchema.safeParse((await params).month);
  return { title: month.success ? `Statement ${monthText(month.data)}` : 'Statement' };
}

export default async function StatementPage({ params }: Props) {
  const parsed = monthSchema.safeParse((await params).month);
  if (!parsed.success) notFound();
  const month = parsed.data;
  const user = await requireUser(statementPath(month));
  if (user.memberships.length === 0) return <NoTenant email={user.email} />;
  const statement = await (await serverCaller()).usage.statement({ month });
  const now = new Date();
  return (
    <>
      <PageHeader
        title={`Statement of ${monthText(month)}`}
        description={`What ${statement.tenantName} used, to the token; days are those of UTC. ${
          statement.final
            ? 'The month is over.'
            : `As of ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC: the month is not over.`
        }`}
        action={<StatementActions month={month} empty={statement.total.requests === 0} />}
      />
      <MonthLinks month={month} now={now} />
      <StatementView statement={statement} />
    </>
  );
}
