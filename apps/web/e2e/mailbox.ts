import { createHmac } from 'node:crypto';
import { type Page, test } from '@playwright/test';

/** The address that `npm start` prints: the mailbox of the platform under test, of one recipient. */
export function mailboxPath(to: string): string {
  const { authSecret } = test.info().config.metadata as { authSecret: string };
  const key = createHmac('sha256', authSecret).update('gridsky development mailbox').digest('base64url');
  return `/dev/mailbox?key=${key}&to=${encodeURIComponent(to)}`;
}

/** The path that the newest letter to `to` links to, as `/sign-up/confirm?token=…`. Leaves the page where it is. */
export async function mailedPath(page: Page, to: string): Promise<string> {
  const answer = await page.request.get(mailboxPath(to));
  const href = /href="http:\/\/localhost:\d+(\/[^"]+)"/.exec(await answer.text())?.[1];
  if (!href) throw new Error(`no letter with a link to ${to}`);
  return href.replaceAll('&amp;', '&');
}
