import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { toast } from '../../ui/toaster.tsx';

type Forms = typeof import('./form-fields.ts');
type FormResolver<Name extends keyof Forms> = Resolver<z.input<Forms[Name]>, unknown, z.output<Forms[Name]>>;

/** Checks a form by its schema, whose script is fetched when the form is first submitted: pages open without it. */
export function lateResolver<Name extends keyof Forms>(name: Name): FormResolver<Name> {
  return async (...form) => {
    try {
      const [{ zodResolver }, fields] = await Promise.all([
        import('@hookform/resolvers/zod'),
        import('./form-fields.ts'),
      ]);
      const resolve = zodResolver(fields[name] as never) as unknown as FormResolver<Name>;
      return await resolve(...form);
    } catch {
      toast.error('The dashboard could not be reached. Check your connection and try again.');
      return { values: {}, errors: { root: { type: 'unreachable' } } } as never;
    }
  };
}
