/** Small letters without marks, words apart: how texts are compared in a search. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{Mark}/gu, '').toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, ' ').trim();

/**
 * How well a text answers a query: 0 is the text itself, then its beginning, then beginnings of its words, then parts of
 * them; null when a word of the query is nowhere in it. Marks, capitals and the order of words do not count.
 */
export function rankOf(query: string, text: string): number | null {
  const [wanted, given] = [plain(query), plain(text)];
  if (wanted === given) return 0;
  if (given.startsWith(wanted)) return 1;
  const [sought, words] = [wanted.split(' '), given.split(' ')];
  if (sought.every((one) => words.includes(one))) return 2;
  if (sought.every((one) => words.some((word) => word.startsWith(one)))) return 3;
  return sought.every((one) => given.includes(one)) ? 4 : null;
}

/** What answers a query, best first and in the order given where equally good. An empty query is answered by nothing. */
export function bestOf<T>(query: string, all: readonly T[], textOf: (one: T) => string, limit: number): readonly T[] {
  if (plain(query) === '') return [];
  return all
    .flatMap((one) => {
      const rank = rankOf(query, textOf(one));
      return rank === null ? [] : [{ one, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ one }) => one);
}
