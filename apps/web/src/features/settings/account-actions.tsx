'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useOnce } from '../../ui/use-once.ts';

const ChangePasswordDialog = dynamic(
  () => import('./change-password-dialog.tsx').then(({ ChangePasswordDialog }) => ChangePasswordDialog),
  { ssr: false },
);
const ChangeEmailDialog = dynamic(
  () => import('./change-email-dialog.tsx').then(({ ChangeEmailDialog }) => ChangeEmailDialog),
  { ssr: false },
);

/** The ways to another password and, where mail can be sent, to another address. Their forms load when they are opened. */
export function AccountActions({ email, mayChangeEmail }: { email: string; mayChangeEmail: boolean }) {
  const [open, setOpen] = useState<'password' | 'email' | null>(null);
  const passwordOpened = useOnce(open === 'password');
  const emailOpened = useOnce(open === 'email');
  const close = () => setOpen(null);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen('password')}>
        Change password
      </Button>
      {mayChangeEmail ? (
        <Button aria-haspopup="dialog" onClick={() => setOpen('email')}>
          Change e-mail
        </Button>
      ) : null}
      {passwordOpened ? <ChangePasswordDialog email={email} open={open === 'password'} onClose={close} /> : null}
      {emailOpened ? <ChangeEmailDialog email={email} open={open === 'email'} onClose={close} /> : null}
    </>
  );
}

export interface AccountDialogProps {
  email: string;
  open: boolean;
  onClose: () => void;
}
