// npm test.
import { refuseOldNode } from './node-version.mjs';

refuseOldNode();
import('./run-typescript.mjs').then(({ runTypeScript }) => runTypeScript('scripts/test/main.ts'));
