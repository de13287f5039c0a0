/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^'*[=+\-@\t\r\uff0b\uff1d\uff20\uff0d]/;
const ESCAPED = /^'+[=+\-@\t\r\uff0b\uff1d\uff20\uff0d]/;

/** A text as it may stand in a file that a spreadsheet opens: what begins like a formula gets an apostrophe in front. */
export const escapeFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Undoes `escapeFormula`. */
export const withoutEscape = (cell: string): string => (cell.charCodeAt(0) === 39 && ESCAPED.test(cell) ? cell.slice(1) : cell);
