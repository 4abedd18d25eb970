import type Stripe from 'stripe';
import { cents, type NanoDollars } from '../../domain/money.ts';
import { requirePermission } from '../context.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';

export type InvoiceView = {
  id: string;
  number: string | null;
  createdAt: Date;
  /** draft, open, paid, uncollectible, void. */
  status: string;
  totalNano: NanoDollars;
  /** Stripe's pages: the invoice, where an open one is paid, and its PDF. */
  url: string | null;
  pdfUrl: string | null;
};

/** The newest 24 invoices, as Stripe keeps them. */
export async function listInvoices(context: TenantBillingContext): Promise<InvoiceView[]> {
  requirePermission(context, 'billing:read');
  const stripe = requireStripe(context);
  const account = await context.database.asTenant(context.tenantId, (tx) =>
    tx.billingAccount.findUnique({ where: { tenantId: context.tenantId } }),
  );
  if (!account?.customerId) return [];
  const { data } = await stripe.invoices.list({ customer: account.customerId, limit: 24 });
  return data.filter(({ status }) => status !== 'draft').map(toView);
}

function toView(invoice: Stripe.Invoice): InvoiceView {
  return {
    id: invoice.id,
    number: invoice.number,
    createdAt: new Date(invoice.created * 1000),
    status: invoice.status ?? 'open',
    totalNano: cents(invoice.total),
    url: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}
