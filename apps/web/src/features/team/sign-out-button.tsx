'use client';

import { Button } from '../../ui/button.tsx';
import { signOut } from '../session/auth-call.ts';

/** Signs out and comes back to `next`. */
export function SignOutButton({ next }: { next: string }) {
  return (
    <div>
      <Button onClick={() => void signOut(next)}>Sign out</Button>
    </div>
  );
}
