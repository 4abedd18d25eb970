export { announceProcess, type Presence, type PresenceOptions } from './announce-process.ts';
export { type Database, type DatabaseUrls, openDatabase, type TenantTransaction } from './database.ts';
export { isUniqueViolation } from './errors.ts';
export type * from './generated/client.ts';
export { Prisma } from './generated/client.ts';
export { type ListenOptions, listen, type NotificationListener } from './notifications.ts';
export { openPool, type Pool } from './pool.ts';
export { findWallHoles } from './walls.ts';
