// npm start. Kept to syntax that old Node versions read, so that they get a sentence and not a syntax error.
import { refuseOldNode } from './node-version.mjs';

refuseOldNode();
import('./run-typescript.mjs').then(({ runTypeScript }) => runTypeScript('scripts/platform/main.ts'));
