import { currentPasswordSchema, emailSchema, passwordSchema, ROLES, tenantNameSchema } from '@gridsky/api/domain';
import { z } from 'zod';

// The fields of the dashboard's small forms, by the schemas that the server checks too. They come with a script of their
// own when a form is first submitted: see `late-resolver.ts`.

export const signUpFields = z.object({ email: emailSchema, tenantName: tenantNameSchema });
export const signInFields = z.object({
  email: z.string().trim().min(1, { error: 'Enter your e-mail address.' }),
  password: z.string().min(1, { error: 'Enter your password.' }),
});
export const secondStepFields = z.object({ code: z.string().trim().min(1, { error: 'Enter a code.' }) });
export const addressFields = z.object({ email: emailSchema });
export const passwordFields = z.object({ password: passwordSchema });
export const claimFields = z.object({ email: emailSchema, password: passwordSchema });
export const tenantFields = z.object({ name: tenantNameSchema });
export const inviteFields = z.object({ email: emailSchema, role: z.enum(ROLES) });
export const changeEmailFields = z.object({ email: emailSchema, currentPassword: currentPasswordSchema });
export const changePasswordFields = z.object({ currentPassword: currentPasswordSchema, password: passwordSchema });
export const ownPasswordFields = z.object({ currentPassword: currentPasswordSchema });
export const authenticatorFields = z.object({
  code: z.string().regex(/^\s*(\d\s*){6}$/, { error: 'Enter the 6 digits that the authenticator shows.' }),
});
