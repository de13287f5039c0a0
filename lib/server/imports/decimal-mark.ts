import type { Decimal, Delimiter } from './notation';

const NUMERIC = /^[-+(\u2212]*[\d.,'\u2019\u00b4\s]+\)?-?\s?%?\)?$/;
/** Groups of three behind one to three digits: thousands or decimals, nobody can tell. Never behind a leading zero. */
const SINGLE_GROUP = /^[1-9]\d{0,2}[.,]\d{3}$/;
const SEVERAL_GROUPS = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})+$/;
const LOOKS_LIKE_DATE = /^\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$|^\d{4}\.\d{1,2}(?:\.\d{1,2})?$/;
const LONGEST_NUMBER = 64;
const AROUND = /^[-+(\u2212\s]*(?:[A-Z]{3}\s|\p{Sc})?\s*[-+\u2212]?|\s*(?:[A-Z]{3}|\p{Sc})?\s*%?\)?-?$/gu;

/** What the numbers of a sample say about the decimal mark. */
export interface DecimalEvidence {
  readonly decimal: Decimal;
  /** A cell that could be read either way where no other cell decides; null when the file decides. */
  readonly undecided: string | null;
}

type Vote = 'comma' | 'point' | 'open' | null;

function voteOf(cell: string): Vote {
  if (cell.length > LONGEST_NUMBER) return null;
  const number = cell.replace(AROUND, '');
  if (!NUMERIC.test(number) || !/\d/.test(number) || LOOKS_LIKE_DATE.test(number)) return null;
  const [comma, point] = [number.lastIndexOf(','), number.lastIndexOf('.')];
  if (comma < 0 && point < 0) return null;
  const groups = SEVERAL_GROUPS.exec(number);
  if (groups) return groups[1] === ',' ? 'point' : 'comma';
  if (SINGLE_GROUP.test(number)) return 'open';
  return comma > point ? 'comma' : 'point';
}

/**
 * The decimal mark: where comma and point both occur in one number the later one; a mark that groups digits by three
 * several times is none; a mark not followed by exactly three digits is one.
 */
export function detectDecimal(cells: readonly string[], delimiter: Delimiter): DecimalEvidence {
  const votes = { comma: 0, point: 0 };
  const open: string[] = [];
  for (const cell of cells) {
    const vote = voteOf(cell);
    if (vote === 'open') open.push(cell);
    else if (vote !== null) votes[vote] += 1;
  }
  if (votes.comma + votes.point > 0) return { decimal: votes.comma > votes.point ? ',' : '.', undecided: null };
  const withComma = open.find((cell) => cell.includes(','));
  const withPoint = open.find((cell) => cell.includes('.'));
  // Inside a file of commas a quoted comma can only group; elsewhere people separate with semicolons because their comma is decimal.
  if (withComma !== undefined) return { decimal: delimiter === ',' ? '.' : ',', undecided: delimiter === ';' || delimiter === ',' ? null : withComma };
  return { decimal: '.', undecided: delimiter === ';' ? (withPoint ?? null) : null };
}
