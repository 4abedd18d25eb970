'use client';

import { signOut } from 'next-auth/react';
import { Button } from '../../ui/button.tsx';

/** Signs out and comes back to `next`. */
export function SignOutButton({ next }: { next: string }) {
  return (
    <div>
      <Button onClick={() => void signOut({ callbackUrl: next })}>Sign out</Button>
    </div>
  );
}
