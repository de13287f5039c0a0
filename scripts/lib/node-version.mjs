/**
 * The first thing every command checks. This file keeps to syntax that old versions of Node can parse: otherwise
 * they would answer with a SyntaxError in place of the sentence below.
 */
const needed = [20, 19];

export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  process.stderr.write(
    `Mainsheet needs Node ${needed.join('.')} or newer, and this is Node ${version}.\n` +
      'Install a current version from https://nodejs.org and try again.\n',
  );
  process.exit(1);
}
