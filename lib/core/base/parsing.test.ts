import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseAs } from './parsing';

const says = (schema: z.ZodType, value: unknown): string => {
  const result = parseAs(schema, value, 'wrong');
  return result.ok ? 'taken' : result.error.message;
};

describe('a value from outside', () => {
  it('comes back as its schema reads it, defaults filled in', () => {
    expect(parseAs(z.strictObject({ months: z.int().default(10) }), {}, 'wrong')).toEqual({ ok: true, value: { months: 10 } });
  });

  it('is refused as the kind asked for, each issue behind the name of its field and in the details', () => {
    const refused = parseAs(z.strictObject({ gain: z.number().min(0), roles: z.strictObject({ cash: z.string() }) }), { gain: -1, roles: { cash: 3 } }, 'bad-parameters');
    expect(refused).toEqual({
      ok: false,
      error: {
        kind: 'bad-parameters', message: 'gain: must be at least 0; roles.cash: must be text',
        details: { issues: [{ path: 'gain', message: 'must be at least 0' }, { path: 'roles.cash', message: 'must be text' }] },
      },
    });
  });

  it('names the whole where the issue is at no field, and nothing where there is no name for it', () => {
    const schema = z.strictObject({ a: z.int() });
    expect(parseAs(schema, 'x', 'wrong', 'spec')).toMatchObject({ error: { message: 'spec: must be an object' } });
    expect(says(schema, 'x')).toBe('must be an object');
  });

  it.each([
    [z.int(), 1.5, 'must be a whole number'],
    [z.number(), Number.NaN, 'must be a number'],
    [z.number().positive(), 0, 'must be more than 0'],
    [z.number().max(1), 2, 'must be at most 1'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().max(3), 'four', 'must have at most 3 characters'],
    [z.array(z.int()).min(2), [1], 'must have at least 2 entries'],
    [z.enum(['month-end', 'year-end']), 'noon', 'must be one of month-end, year-end'],
    [z.literal('prices'), 'x', 'must be prices'],
    [z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]), { kind: 'c' }, 'kind: must be one of a, b'],
    [z.union([z.int(), z.boolean()]), 'x', 'is nothing that may stand here'],
    [z.strictObject({}), { b: 1, c: 2 }, '"b", "c" is not known here'],
    [z.object({ a: z.int() }), {}, 'a: is missing'],
    [z.iso.date(), '3/4/2024', 'must be a day written YYYY-MM-DD'],
    [z.email(), 'ada', 'must be an e-mail address'],
  ])('%#: what is wrong is said in plain words', (schema, value, words) => expect(says(schema, value)).toBe(words));

  it('keeps the words of a schema that has its own', () => {
    expect(says(z.string().min(12, 'needs at least 12 characters, so that it cannot be guessed'), 'short')).toBe('needs at least 12 characters, so that it cannot be guessed');
    expect(says(z.string().refine((text) => text === 'x', 'is not x'), 'y')).toBe('is not x');
  });
});
