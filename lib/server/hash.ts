import { createHash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785: the one way to write a JSON value, so that its hash means something. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  return text;
}

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** The hash that stands for a value wherever it is signed, compared or looked up. */
export const hashOf = (value: unknown): string => sha256(canonicalJson(value));

/** A secret for a link: 32 random bytes, URL-safe. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');
