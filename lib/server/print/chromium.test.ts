import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findBrowser, printHtml } from './chromium';

let folder: string;

/** A browser that does as it is told: the shell script is all there is of it. */
function browser(script: string): void {
  const file = path.join(folder, 'browser');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  vi.stubEnv('CHROMIUM_PATH', file);
}

const PAGE_TO_PDF = 'for a in "$@"; do case "$a" in --print-to-pdf=*) out="${a#*=}";; file://*) page="${a#file://}";; esac; done';
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mainsheet-print-'));

beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'mainsheet-browser-'))));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

describe('printing', () => {
  it('without a browser says what to install, and what was tried', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
    expect(findBrowser()).toBeNull();
    expect(await printHtml('<!doctype html>')).toMatchObject({ ok: false, error: { kind: 'no-browser', message: expect.stringMatching(/\/nowhere\/chromium.*Install the package "chromium"/s) as string } });
    vi.stubEnv('CHROMIUM_PATH', '');
    vi.stubEnv('PATH', folder);
    if (process.platform === 'linux') expect(findBrowser()).toBeNull();
  });

  it('hands the page to the browser, and no secret of this process', async () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://user:secret@127.0.0.1/desk');
    browser(`${PAGE_TO_PDF}\ncat "$page" > "$out"\nenv >> "$out"`);
    const before = leftovers();
    const printed = await printHtml('<!doctype html><p>page</p>');
    const text = new TextDecoder().decode(printed.ok ? printed.value : new Uint8Array());
    expect(text).toContain('<p>page</p>');
    expect(text).toContain('PATH=');
    expect(text).not.toContain('secret');
    expect(leftovers()).toEqual(before);
  });

  it('prints one page at a time, and sends away who comes when several wait', async () => {
    const log = path.join(folder, 'log');
    browser(`${PAGE_TO_PDF}\necho in >> ${log}\nsleep 0.2\necho out >> ${log}\nprintf %%PDF > "$out"`);
    const answers = await Promise.all(Array.from({ length: 5 }, () => printHtml('<!doctype html>')));
    expect(answers.map((one) => (one.ok ? 'pdf' : one.error.kind))).toEqual(['pdf', 'pdf', 'pdf', 'pdf', 'busy']);
    expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(4));
  });

  it('of a browser that fails says so, explains a missing sandbox, and cleans up', async () => {
    browser('echo "No usable sandbox!" >&2; exit 7');
    const before = leftovers();
    expect(await printHtml('<!doctype html>')).toMatchObject({ ok: false, error: { kind: 'print-failed', message: expect.stringMatching(/exit code 7.*CHROMIUM_SANDBOX=off/s) as string } });
    expect(leftovers()).toEqual(before);
  });

  it('keeps the sandbox unless it runs as root or is told otherwise', async () => {
    browser(`${PAGE_TO_PDF}\nprintf '%s ' "$@" > "$out"`);
    const flags = async () => {
      const printed = await printHtml('<!doctype html>');
      return new TextDecoder().decode(printed.ok ? printed.value : new Uint8Array());
    };
    const user = vi.spyOn(process, 'getuid' as never) as unknown as { mockReturnValue: (id: number) => void; mockRestore: () => void };
    user.mockReturnValue(1000);
    expect(await flags()).not.toContain('--no-sandbox');
    vi.stubEnv('CHROMIUM_SANDBOX', 'off');
    expect(await flags()).toContain('--no-sandbox');
    vi.stubEnv('CHROMIUM_SANDBOX', '');
    user.mockReturnValue(0);
    expect(await flags()).toContain('--no-sandbox');
    user.mockRestore();
  });
});

const real = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));

describe.runIf(real)('a real browser', () => {
  it('makes a PDF with its title, and runs nothing that the page forbids', async () => {
    vi.stubEnv('CHROMIUM_PATH', real as string);
    const printed = await printHtml(`<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>Memo 7</title></head><body>one page<script>document.body.innerHTML = '<p style="break-after: page">a</p>b'</script></body></html>`);
    expect(printed.ok).toBe(true);
    const text = Buffer.from(printed.ok ? printed.value : []).toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(text).toContain('Memo 7');
  });
});
