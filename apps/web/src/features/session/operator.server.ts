import 'server-only';
import type { SignedInUser } from '@gridsky/api/services';
import { notFound } from 'next/navigation';
import { signedInUser } from './signed-in-user.server.ts';

/** For every page of the operator area, beside its layout: layouts are not rendered again on the way from page to page. */
export async function requireOperator(): Promise<SignedInUser> {
  const user = await signedInUser();
  if (!user?.platformAdmin) notFound();
  return user;
}
