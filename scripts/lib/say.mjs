/** What the set-up commands tell the person at the terminal: one short line a step, with the time it took. */

const interactive = Boolean(process.stdout.isTTY) && !process.env.CI;

// A closed terminal must not turn an orderly stop into a crash half-way through it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

export function warn(line) {
  process.stderr.write(`${line}\n`);
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * Runs one step and prints one line about it when it is done.
 *
 * `work` may return a string: it then replaces the title ("Postgres is up on port 5433"). On a terminal the title
 * stands there while the work goes on, so that a minute of installing does not look like a hang.
 */
export async function step(title, work) {
  const began = Date.now();
  if (interactive) process.stdout.write(`  … ${title}`);
  try {
    const result = await work();
    const told = typeof result === 'string' ? result : title;
    say(`${interactive ? '\r\x1b[K' : ''}  ✓ ${told} (${seconds(Date.now() - began)})`);
    return result;
  } catch (error) {
    say(`${interactive ? '\r\x1b[K' : ''}  ✗ ${title} (${seconds(Date.now() - began)})`);
    throw error;
  }
}

/** An error whose message is meant for the person at the terminal: no stack trace helps them. */
export class Plain extends Error {}

export function report(error) {
  warn('');
  warn(error instanceof Plain ? error.message : (error?.stack ?? String(error)));
}
