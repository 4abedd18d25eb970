import { redirect } from 'next/navigation';
import { requireOperator } from '../../../features/session/operator.server.ts';

export default async function OperatorPage() {
  await requireOperator();
  redirect('/operator/tenants');
}
