import { monthOf } from '@gridsky/api/domain';
import { redirect } from 'next/navigation';
import { statementPath } from '../../../../features/statement/month-text.ts';

/** The newest statement: this month's, so far. */
export default function StatementsPage() {
  redirect(statementPath(monthOf(new Date())));
}
