import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, sealingKey, unseal } from './secret-box';

const key = randomBytes(32);

describe('a sealed text', () => {
  it('opens with its key in its place, and is another text each time', () => {
    const [one, two] = [seal(key, 'Tiingo’s key', 'north/tiingo'), seal(key, 'Tiingo’s key', 'north/tiingo')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('Tiingo');
    expect([unseal(key, one, 'north/tiingo'), unseal(key, two, 'north/tiingo')]).toEqual(['Tiingo’s key', 'Tiingo’s key']);
  });

  it('does not open with another key, in another place, or after any change', () => {
    const sealed = seal(key, 'secret', 'north/tiingo');
    expect(unseal(randomBytes(32), sealed, 'north/tiingo')).toBeNull();
    expect(unseal(key, sealed, 'south/tiingo')).toBeNull();
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let k = 0; k < bytes.length; k += 1) {
      const changed = Buffer.from(bytes);
      changed[k] ^= 1;
      expect(unseal(key, `v1.${changed.toString('base64url')}`, 'north/tiingo')).toBeNull();
    }
    for (const nonsense of ['', 'v1', 'v1.', 'v2.AAAA', `${sealed}.x`, sealed.slice(0, 30)]) expect(unseal(key, nonsense, 'north/tiingo')).toBeNull();
  });
});

describe('the key that seals', () => {
  it('is 64 hexadecimal digits of the environment, or none', () => {
    expect(sealingKey({ MAINSHEET_SECRET_KEY: key.toString('hex') })).toEqual(key);
    expect(sealingKey({})).toBeNull();
    expect(() => sealingKey({ MAINSHEET_SECRET_KEY: 'short' })).toThrow('64 hexadecimal digits');
  });
});
