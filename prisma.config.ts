import path from 'node:path';
import { defineConfig } from 'prisma/config';

// The Prisma CLI would download a native schema engine; this one runs from the installed packages.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'packages/db/schema-engine/protocol.mjs');

export default defineConfig({
  schema: path.join(import.meta.dirname, 'prisma/schema'),
  migrations: { path: path.join(import.meta.dirname, 'prisma/migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
