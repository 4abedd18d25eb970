import config from './playwright.config.ts';

/** Makes the pictures of docs/gallery from a platform of its own, with real requests: `npx playwright test -c gallery.config.ts`. */
export default { ...config, testDir: 'gallery', timeout: 240_000 };
