'use client';

import { nano, parseDollars } from '@gridsky/api/domain';
import type { OperatorTenant } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { creditText } from './credit-text.ts';

/** Gives a tenant credit, with a reason that stays with it. */
export function GrantCreditDialog({ tenant, now, open, onClose, onGiven }: GrantCreditDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title={`Grant credit to ${tenant.name}`}
      description={
        tenant.plan.metered
          ? hasEnded(tenant, now)
            ? `Its trial ended ${isoDay(tenant.trialEndsAt ?? now)}: credit is of use only with days to use it in.`
            : 'Requests refused for want of credit are served again within a second.'
          : `The ${tenant.plan.name} plan is flat: credit is kept, and used once the tenant is on a plan that takes from it.`
      }
    >
      <GrantForm
        tenantId={tenant.id}
        mayEnd={tenant.plan.metered && tenant.trialEndsAt !== null}
        hasEnded={hasEnded(tenant, now)}
        onGiven={() => {
          onClose();
          onGiven();
        }}
      />
    </Dialog>
  );
}

interface GrantCreditDialogProps {
  tenant: OperatorTenant;
  now: Date;
  open: boolean;
  onClose: () => void;
  onGiven: () => void;
}

function hasEnded({ trialEndsAt }: OperatorTenant, now: Date): boolean {
  return trialEndsAt !== null && trialEndsAt <= now;
}

interface GrantFormProps {
  tenantId: string;
  /** It is on a trial that has an end. */
  mayEnd: boolean;
  hasEnded: boolean;
  onGiven: () => void;
}

function GrantForm({ tenantId, mayEnd, hasEnded, onGiven }: GrantFormProps) {
  const trpc = useTRPC();
  // One id a dialog: a second click, or a try again after a broken connection, gives nothing twice.
  const [grantId] = useState(() => crypto.randomUUID());
  const [amount, setAmount] = useState('');
  const [days, setDays] = useState(hasEnded ? '14' : '');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<{ amount?: string; days?: string; note?: string }>({});
  const grant = useMutation(
    trpc.operator.grantCredit.mutationOptions({
      onSuccess: (_given, { amountNano }) => {
        onGiven();
        toast(`${creditText(nano(amountNano))} of credit given`);
      },
    }),
  );
  const submit = () => {
    const amountNano = parseDollars(amount);
    const wrong = {
      amount:
        amountNano === null || amountNano === 0n
          ? 'Enter dollars such as 5 or 0.50.'
          : amountNano > 1_000_000_000_000_000n
            ? 'It must be at most $1,000,000.'
            : undefined,
      days: days !== '' && !isDays(days) ? 'Enter whole days, 1 to 3,650.' : undefined,
      note: note.trim() === '' ? 'Say why: the reason stays with the grant and in the audit log.' : undefined,
    };
    setErrors(wrong);
    if (amountNano === null || wrong.amount || wrong.days || wrong.note) return;
    grant.mutate({ tenantId, grantId, amountNano, note, ...(days === '' ? {} : { days: Number(days) }) });
  };
  return (
    <DialogForm
      submitLabel="Grant credit"
      busy={grant.isPending}
      refusal={grant.error ? requestError(grant.error) : null}
      onSubmit={submit}
    >
      <Field label="Dollars" error={errors.amount}>
        {(control) => (
          <Input
            {...control}
            mono
            inputMode="decimal"
            autoComplete="off"
            className="w-40!"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </Field>
      {mayEnd ? (
        <Field
          label="Days to use it in"
          hint="The trial ends so many days from now, unless it ends later anyway. Empty: its end stays."
          error={errors.days}
        >
          {(control) => (
            <Input
              {...control}
              mono
              inputMode="numeric"
              autoComplete="off"
              className="w-40!"
              value={days}
              onChange={(event) => setDays(event.target.value.trim())}
            />
          )}
        </Field>
      ) : null}
      <Field label="Reason" hint="Kept with the grant and in the tenant’s audit log." error={errors.note}>
        {(control) => (
          <Input {...control} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
    </DialogForm>
  );
}

function isDays(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3_650;
}
