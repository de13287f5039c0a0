import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The one-time link that the terminal prints, made by the same command. */
export async function makeSetUpLink(origin: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'lib/cli/main.ts', 'set-up-link', '--json'], {
    env: { ...process.env, BETTER_AUTH_URL: origin },
  });
  return (JSON.parse(stdout) as { url: string }).url;
}
