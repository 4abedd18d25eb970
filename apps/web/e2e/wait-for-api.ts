import type { FullConfig } from '@playwright/test';

/** The dashboard may answer before the models are loaded; the tests want both. */
export default async function waitForApi({ metadata }: FullConfig): Promise<void> {
  const end = Date.now() + 60_000;
  while ((await fetch(`${metadata.apiUrl}/readyz`).catch(() => null))?.status !== 200) {
    if (Date.now() > end) throw new Error(`${metadata.apiUrl}/readyz did not become ready within 60 s`);
  }
}
