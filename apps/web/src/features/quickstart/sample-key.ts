/** The key as an expression of each language: the secret itself, or GRIDSKY_API_KEY of the environment. */
export function pythonKey(secret: string | null): string {
  return secret === null ? 'os.environ["GRIDSKY_API_KEY"]' : JSON.stringify(secret);
}

/** What Python must import for that. */
export function pythonKeyImport(secret: string | null): string {
  return secret === null ? 'import os\n' : '';
}

export function typescriptKey(secret: string | null): string {
  return secret === null ? 'process.env.GRIDSKY_API_KEY' : JSON.stringify(secret);
}
