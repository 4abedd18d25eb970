/** Runs once when the server starts: settings that are missing or weak stop it here, in plain sentences. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: the bundler makes this a constant and leaves the import out of its edge build.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startServer } = await import('./start-server.ts');
    startServer();
  }
}
