import type Stripe from 'stripe';
import { apiList } from './objects.ts';

/** Everything of one account of the local Stripe: its objects by id, its clock, its events. */
export type LocalAccount = {
  objects: Map<string, StripeObject>;
  /** Seconds since 1970. */
  now: number;
  events: Stripe.Event[];
  /** Cards that are refused. */
  refusedCards: Set<string>;
  /** Where the hosted pages are. */
  pagesUrl: string;
  onEvent: (event: Stripe.Event) => void;
  nextId: (prefix: string) => string;
};

export type StripeObject = { id: string; object: string };

export function openAccount(name: string, pagesUrl: string, onEvent: (event: Stripe.Event) => void): LocalAccount {
  let ids = 0;
  return {
    objects: new Map(),
    now: Date.UTC(2031, 2, 14, 12) / 1000,
    events: [],
    refusedCards: new Set(),
    pagesUrl,
    onEvent,
    nextId: (prefix) => {
      ids += 1;
      return `${prefix}_${name}${String(ids).padStart(6, '0')}`;
    },
  };
}

/** Stripe's error answers. */
export class LocalStripeError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;

  constructor(status: number, type: string, message: string, code?: string) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
  }
}

export function put<T extends StripeObject>(account: LocalAccount, object: T): T {
  account.objects.set(object.id, object);
  return object;
}

export function get<T extends StripeObject>(account: LocalAccount, kind: T['object'], id: string | undefined): T {
  const found = account.objects.get(id ?? '');
  if (found?.object === kind) return found as T;
  throw new LocalStripeError(404, 'invalid_request_error', `No such ${kind}: '${id}'`, 'resource_missing');
}

/** All of one kind, newest first, as Stripe lists them. */
export function all<T extends StripeObject>(account: LocalAccount, kind: T['object']): T[] {
  return [...account.objects.values()].filter((one): one is T => one.object === kind).reverse();
}

export function listed<T>(data: T[], url: string): Stripe.ApiList<T> {
  return apiList(data.slice(0, 100), url);
}

/** Notes that something happened; the event carries the object as it is at this moment. */
export function emit(account: LocalAccount, type: Stripe.Event['type'], object: StripeObject): void {
  const event = {
    id: account.nextId('evt'),
    object: 'event',
    api_version: '2026-10-28.endive',
    created: account.now,
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type,
  } as Stripe.Event;
  account.events.push(event);
  account.onEvent(event);
}
