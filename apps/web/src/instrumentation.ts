/** Runs once when the server starts: settings that are missing or weak stop it here, in plain sentences. */
export async function register(): Promise<void> {
  const { startServer } = await import('./start-server.ts');
  startServer();
}
