import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isoDate } from '../../core/base/iso-date';
import type { Answer, Connector } from './connector';
import { connectors } from './registry';

/** Each file holds an answer, what was asked, and what must come of it. They are written by hand and say so. */
const fixtureSchema = z.strictObject({
  note: z.string().regex(/by hand/),
  externalId: z.string(),
  options: z.record(z.string(), z.unknown()),
  today: z.string(),
  parts: z.array(z.strictObject({ what: z.string(), text: z.string().optional(), json: z.unknown().optional(), file: z.string().optional(), cutTo: z.number().optional() })),
  facts: z.record(z.string(), z.unknown()).optional(),
  refusal: z.strictObject({ kind: z.string(), says: z.string() }).optional(),
});
type Fixture = z.output<typeof fixtureSchema>;

const folderOf = (connector: Connector, ...rest: readonly string[]) => path.join(import.meta.dirname, connector.slug, 'fixtures', ...rest);

const fixtures = (connector: Connector, kind: 'ok' | 'not-ok') =>
  readdirSync(folderOf(connector, kind)).map((name) => ({ name: name.replace('.json', '').replaceAll('-', ' '), fixture: fixtureSchema.parse(JSON.parse(readFileSync(folderOf(connector, kind, name), 'utf8'))) }));

function answerOf(connector: Connector, fixture: Fixture): Answer {
  const parts = fixture.parts.map(({ what, text, json, file, cutTo }) => {
    const bytes = file === undefined ? new TextEncoder().encode(text ?? JSON.stringify(json)) : new Uint8Array(readFileSync(folderOf(connector, file)));
    return { what, bytes: bytes.subarray(0, cutTo) };
  });
  return { parts, address: 'https://example.invalid/', serverDate: null };
}

const read = (connector: Connector, fixture: Fixture) => {
  const settled = connector.settle(fixture.externalId, fixture.options);
  if (!settled.ok) throw new Error(settled.error.message);
  return connector.read(fixture.externalId, settled.value.options, answerOf(connector, fixture), isoDate(fixture.today));
};

describe.each(connectors)('$name', (connector) => {
  it.each(fixtures(connector, 'ok'))('reads: $name', ({ fixture }) => {
    const facts = read(connector, fixture);
    expect(facts).toEqual({ ok: true, value: expect.objectContaining(fixture.facts ?? {}) as unknown });
    expect(facts).toEqual(read(connector, fixture));
  });

  it.each(fixtures(connector, 'not-ok'))('refuses: $name', ({ fixture }) => {
    const result = read(connector, fixture);
    expect(result.ok ? 'read' : result.error.kind).toBe(fixture.refusal?.kind);
    expect(result.ok ? '' : result.error.message).toContain(fixture.refusal?.says);
  });

  it('has good and bad answers, a sample of its own that it accepts, and no key among its options', () => {
    expect(fixtures(connector, 'ok').length).toBeGreaterThan(0);
    expect(fixtures(connector, 'not-ok').length).toBeGreaterThanOrEqual(5);
    expect(connector.settle(connector.sample.externalId, connector.sample.options).ok).toBe(true);
    expect(connector.settle('../../etc/passwd', {}).ok).toBe(false);
    expect(connector.settle(connector.sample.externalId, { ...connector.sample.options, api_key: 'x' }).ok).toBe(false);
  });
});
