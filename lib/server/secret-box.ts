import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

const keySchema = z.string().regex(/^[0-9a-f]{64}$/i, 'MAINSHEET_SECRET_KEY must be 64 hexadecimal digits; `npm start` makes one').transform((text) => Buffer.from(text, 'hex'));

/** The key that seals secrets, from the environment; null when there is none. The start script hands it over. */
export function sealingKey(environment: Readonly<Record<string, string | undefined>> = process.env): Buffer | null {
  const text = environment.MAINSHEET_SECRET_KEY?.trim();
  return text ? keySchema.parse(text) : null;
}

/** Where the key of a source belongs. */
export const keyPlace = (workspaceId: string, connector: string): string => `${workspaceId}/${connector}`;

/**
 * Seals a text with AES-256-GCM. `place` says where it belongs and is sealed along with it: a sealed text that is
 * moved to another row no longer opens.
 */
export function seal(key: Buffer, text: string, place: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** Opens what `seal` closed; null when it was changed, moved, or sealed with another key. */
export function unseal(key: Buffer, sealed: string, place: string): string | null {
  const [version, body, ...rest] = sealed.split('.');
  const bytes = Buffer.from(body ?? '', 'base64url');
  if (version !== VERSION || rest.length > 0 || bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
