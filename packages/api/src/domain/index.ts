export * from './api-key-secret.ts';
export * from './email.ts';
export * from './fault.ts';
export * from './model.ts';
export * from './money.ts';
export * from './plan.ts';
export * from './principal.ts';
export * from './role.ts';
