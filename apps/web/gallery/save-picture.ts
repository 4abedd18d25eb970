import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';

const folder = path.resolve(import.meta.dirname, '../../../docs/gallery');
const bytesMax = 60_000;

/** Saves what the window shows as docs/gallery/NAME.webp, as good as 60 kB allow. The browser itself makes the webp. */
export async function savePicture(page: Page, name: string): Promise<void> {
  const png = (await page.screenshot({ animations: 'disabled' })).toString('base64');
  const painter = await page.context().newPage();
  for (const quality of [0.9, 0.8, 0.7, 0.6, 0.5]) {
    const webp = Buffer.from(await painter.evaluate(encode, { png, quality }), 'base64');
    if (webp.length > bytesMax) continue;
    await painter.close();
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${name}.webp`), webp);
    return;
  }
  throw new Error(`${name} does not fit ${bytesMax} bytes`);
}

async function encode({ png, quality }: { png: string; quality: number }): Promise<string> {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', quality).replace(/^.*,/, '');
}
