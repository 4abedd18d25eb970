/// <reference path="./webassembly.d.ts" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { adapterFactory, offlineFactory } from './adapter.mjs';

/**
 * Prisma's schema engine in WebAssembly on a PostgreSQL: applies, makes and compares migrations without the native binary
 * that the Prisma CLI would download. With `offline` it needs no database and can only compare schema files.
 * @param {{ url?: string, shadowDatabaseUrl?: string, offline?: boolean, datamodels?: [path: string, content: string][], onLog?: (line: string) => void }} options
 * @returns {Promise<{ engine: bindings.SchemaEngine, close: () => Promise<void> }>}
 */
export async function openSchemaEngine({ url, shadowDatabaseUrl, offline = false, datamodels, onLog = () => {} }) {
  loading ??= loadEngine();
  await loading;
  const factory = offline ? offlineFactory() : adapterFactory({ url, shadowDatabaseUrl });
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  const models = datamodels?.length ? datamodels : undefined;
  try {
    return { engine: await bindings.SchemaEngine.new({ datamodels: models }, onLog, bound), close: factory.close };
  } catch (error) {
    await factory.close();
    throw error;
  }
}

/** Version of the engine, as its package says. */
export async function engineVersion() {
  loading ??= loadEngine();
  await loading;
  return bindings.version();
}

/** @type {Promise<void> | undefined} */
let loading;

// The package's own entry imports the .wasm file as a module, which Node 20 can't: it is instantiated by hand.
async function loadEngine() {
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = await WebAssembly.compile(await readFile(script.replace(/\.js$/, '.wasm')));
  const { exports } = await WebAssembly.instantiate(module, { './schema_engine_bg.js': importsWithIdleTimers() });
  bindings.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start();
}

// The engine never clears the ten-second limit of its advisory lock, which would keep a finished process alive that long.
function importsWithIdleTimers() {
  /** @param {() => void} callback @param {number} milliseconds */
  const idleTimer = (callback, milliseconds) => setTimeout(callback, milliseconds >>> 0).unref();
  return Object.fromEntries(
    Object.entries(bindings).map(([name, value]) => [name, name.startsWith('__wbg_setTimeout') ? idleTimer : value]),
  );
}
