import type Stripe from 'stripe';
import { emit, get, type LocalAccount, put } from './account.ts';
import { paymentMethod } from './more-objects.ts';

/** A card of a customer, which is used from then on. */
export function attachCard(account: LocalAccount, customer: string, refused: boolean): Stripe.PaymentMethod {
  const owner = get<Stripe.Customer>(account, 'customer', customer);
  const card = put(account, paymentMethod(account.nextId('pm'), account.now, owner.id));
  if (refused) account.refusedCards.add(card.id);
  emit(account, 'payment_method.attached', card);
  return card;
}
