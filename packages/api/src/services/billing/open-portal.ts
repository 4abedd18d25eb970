import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';
import { inUsersTurn } from './billing-turn.ts';
import { PORTAL_MARK } from './stripe-names.ts';
import { noteWish, type Redirect } from './wish.ts';

/** `card`: straight to a new card. `details`: card, address, tax id and invoices. */
export const openPortalInput = z.object({ purpose: z.enum(['card', 'details']) });

/** Opens Stripe's page for the card, the address and the tax id: none of them ever reaches this platform. */
export async function openPortal(
  context: TenantBillingContext,
  { purpose }: z.output<typeof openPortalInput>,
): Promise<Redirect> {
  return inUsersTurn(context, async (tx, { customerId }, key) => {
    await noteWish(tx, context, 'billing.open_portal', { purpose });
    if (!customerId) throw new Fault('conflict', 'This tenant has paid nothing yet: there is no card to change.');
    const stripe = requireStripe(context);
    const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
    const configuration = data.find(({ metadata }) => metadata?.gridsky === PORTAL_MARK);
    const { url } = await stripe.billingPortal.sessions.create(
      {
        customer: customerId,
        return_url: `${context.mail.publicUrl}/billing`,
        ...(configuration ? { configuration: configuration.id } : {}),
        ...(purpose === 'card' ? { flow_data: { type: 'payment_method_update' } } : {}),
      },
      { idempotencyKey: key(`portal:${purpose}`) },
    );
    return { url };
  });
}
