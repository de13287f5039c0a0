/** UTF-8 that was read as windows-1252 and saved again: letters with accents become two or three strange ones. */
const TWICE_ENCODED = /[ÃÂ][\u0080-\u00bf\u20ac\u0192\u2018-\u2022\u0160\u0161\u0178\u017d\u017e\u2026\u2030\u2039\u203a\u02c6\u02dc\u2122\u0152\u0153]|\u00e2\u20ac[\u0080-\uffff]|\u00e2\u201a\u00ac/;
const AROUND = 20;

/** Why letters of a text cannot be what was written, with an example; null when they look right. */
export function garbledText(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  const lost = text.indexOf('\ufffd');
  const twice = TWICE_ENCODED.exec(text)?.index ?? -1;
  const at = lost >= 0 ? lost : twice;
  if (at < 0) return null;
  const example = JSON.stringify(text.slice(Math.max(0, at - AROUND), at + AROUND).split(/[\r\n;,\t]/).find((part) => part.includes(text[at])) ?? text[at]);
  return lost >= 0
    ? `${example} holds a replacement character: letters were lost in an earlier conversion; export the file again`
    : `${example} looks like UTF-8 that was read as windows-1252 and saved again; names may be wrong, export the file again`;
}
