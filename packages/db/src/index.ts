export { type Database, type DatabaseUrls, openDatabase, type TenantTransaction } from './database.ts';
export { isUniqueViolation } from './errors.ts';
export type * from './generated/client.ts';
export { Prisma } from './generated/client.ts';
export { findWallHoles } from './walls.ts';
