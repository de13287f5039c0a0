/** What an answer must be: a page with status 200 is an error, however politely it is served. */
export type Expected = 'json' | 'csv' | 'html' | 'xls';

/** The first bytes of an Excel workbook of the older kind. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const PEEK = 1_024;

const beginsLikePage = (text: string): boolean => /^\s*(<!doctype html|<html|<head|<body|<script)/i.test(text);

/** Why these bytes are not what was asked for, or null. */
export function contentProblem(bytes: Uint8Array, contentType: string | null, expected: Expected): { readonly kind: 'html-instead-of-data' | 'not-the-format' | 'truncated'; readonly message: string } | null {
  if (bytes.byteLength === 0) return { kind: 'truncated', message: 'it answered 200 with nothing in it' };
  const head = new TextDecoder().decode(bytes.subarray(0, PEEK)).replace(/^\uFEFF/, '');
  const isPage = beginsLikePage(head) || (/text\/html/i.test(contentType ?? '') && head.trimStart().startsWith('<'));
  if (expected === 'html') return isPage ? null : { kind: 'not-the-format', message: 'it answered 200 with something that is no page' };
  if (isPage) return { kind: 'html-instead-of-data', message: 'it answered 200 with a web page instead of data: maintenance, a consent wall or a block' };
  const isRight = expected === 'xls' ? COMPOUND_FILE.every((byte, k) => bytes[k] === byte) : expected === 'json' ? /^\s*[[{]/.test(head) : /^[^\n]*[,;\t]/.test(head);
  return isRight ? null : { kind: 'not-the-format', message: `it answered 200 with something that is not ${expected === 'xls' ? 'an Excel workbook (.xls)' : expected.toUpperCase()}` };
}
