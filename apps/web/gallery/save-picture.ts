import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';

const folder = path.resolve(import.meta.dirname, '../../../docs/gallery');
const bytesMax = 60_000;
const attempts = [1, 0.75, 0.6].flatMap((scale) => [0.9, 0.8, 0.7].map((quality) => [quality, scale] as const));

/** Saves what the window shows as docs/gallery/NAME.webp, as good as 60 kB allow: with less quality, then smaller. The browser itself makes the webp. */
export async function savePicture(page: Page, name: string): Promise<void> {
  const png = (await page.screenshot({ animations: 'disabled' })).toString('base64');
  const painter = await page.context().newPage();
  for (const [quality, scale] of attempts) {
    const webp = Buffer.from(await painter.evaluate(encode, { png, quality, scale }), 'base64');
    if (webp.length > bytesMax) continue;
    await painter.close();
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${name}.webp`), webp);
    return;
  }
  throw new Error(`${name} does not fit ${bytesMax} bytes`);
}

async function encode({ png, quality, scale }: { png: string; quality: number; scale: number }): Promise<string> {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', quality).replace(/^.*,/, '');
}
