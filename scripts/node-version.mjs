/** Ends the process with one sentence when Node is older than the packages need (package.json, engines). */
export function refuseOldNode() {
  const version = process.versions.node;
  const major = parseInt(version, 10);
  const minor = parseInt(version.split('.')[1] || '0', 10);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Gridsky needs Node 20.19 or newer and this is ${version}: install one from https://nodejs.org, then start again.`,
  );
  process.exit(1);
}
