'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { Link } from '../../ui/link.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { signInByForm } from '../session/auth-call.ts';
import { CODE_WANTED } from './code-wanted.ts';
import { SecondStepForm } from './second-step-form.tsx';

/** E-mail and password, then a code where the account wants one; at the end the browser goes to `next`, a path that the server has checked. */
export function SignInForm({ next }: { next: string }) {
  const [refusal, setRefusal] = useState<string>();
  const [secondStep, setSecondStep] = useState<SignInFields>();
  const form = useForm({ resolver: lateResolver('signInFields'), defaultValues: { email: '', password: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    const message = await signInWith(fields);
    if (message === null) window.location.assign(next);
    else if (message === CODE_WANTED) setSecondStep(fields);
    else setRefusal(message);
  });
  if (secondStep) {
    return (
      <SecondStepForm
        onCode={async (code) => {
          const message = await signInWith({ ...secondStep, code });
          if (message === null) window.location.assign(next);
          return message;
        }}
        onBack={() => {
          setSecondStep(undefined);
          form.reset();
        }}
      />
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail" error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="username" />}
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        action={
          <Link href="/forgot-password" className="text-13 text-accent-ink underline underline-offset-4">
            Forgot password
          </Link>
        }
      >
        {(control) => (
          <Input {...control} {...form.register('password')} type="password" autoComplete="current-password" />
        )}
      </Field>
      <FormError message={refusal} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || (isSubmitSuccessful && !refusal)}>
        Sign in
      </Button>
    </form>
  );
}

/** null when the browser is signed in; {@link CODE_WANTED} when a second step is wanted; else the sentence to show. */
export async function signInWith(fields: SignInFields & { code?: string }): Promise<string | null> {
  return signInByForm(fields).catch(() => 'The dashboard could not be reached. Check your connection and try again.');
}

type SignInFields = { email: string; password: string };
