import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCompose, readDockerfile } from '../../../scripts/lib/container-files.mjs';

const [compose, dockerfile] = ['compose.yaml', 'Dockerfile'].map((file) => readFileSync(file, 'utf8'));

/** The text with one thing changed, which must be there. */
function changed(text: string, from: string | RegExp, to: string): string {
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  return other;
}

describe('the files for containers', () => {
  it('are hardened, and wait for what is there', () => {
    expect(Object.keys(readCompose(compose).services)).toEqual(['postgres', 'migrate', 'app', 'worker']);
    expect(readDockerfile(dockerfile)).toMatchObject({ user: 'node', stages: [{ name: 'build' }, { name: 'run' }] });
  });

  it('are refused when one of them gives way', () => {
    const refusedCompose: readonly (readonly [string | RegExp, string, RegExp])[] = [
      ['read_only: true', 'read_only: false', /read_only/],
      ['user: node', 'user: root', /root/],
      ['cap_drop: [ALL]', 'cap_drop: [NET_RAW]', /cap_drop/],
      ['migrate: { condition', 'nobody: { condition', /waits for nobody, which is not there/],
      ['postgres: { condition: service_healthy }', 'worker: { condition: service_healthy }', /waits for the health of worker, which checks none/],
      [`restart: 'no'`, 'restart: unless-stopped', /waits for the end of migrate/],
      ['database:/var/lib', 'elsewhere:/var/lib', /mounts elsewhere/],
    ];
    for (const [from, to, reason] of refusedCompose) expect(() => readCompose(changed(compose, from, to)), to).toThrow(reason);
    const refusedDockerfile: readonly (readonly [string | RegExp, string, RegExp])[] = [
      ['USER node', 'USER root', /other than root/],
      ['/api/health', '/', /must check/],
      ['WORKDIR', 'ADD', /not understood/],
    ];
    for (const [from, to, reason] of refusedDockerfile) expect(() => readDockerfile(changed(dockerfile, from, to)), to).toThrow(reason);
  });
});
