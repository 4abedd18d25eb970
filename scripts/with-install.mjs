// node scripts/with-install.mjs <script.ts> …args: runs a TypeScript script on a checkout that may not be set up yet.
import { refuseOldNode } from './node-version.mjs';

refuseOldNode();
// The script finds its arguments where it would without this file in between.
const script = process.argv.splice(2, 1)[0] || '';
import('./run-typescript.mjs').then(({ runTypeScript }) => runTypeScript(script));
