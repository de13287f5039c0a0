const MOST_NAMED = 3;

/** Names in a sentence, the first ones where there are many: "EQ", "EQ and BD", "EQ, BD and CA", "EQ, BD and 3 more". */
export function few(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  const named = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names.slice(0, -1);
  return `${named.join(', ')} and ${names.length > MOST_NAMED ? `${names.length - named.length} more` : names[named.length]}`;
}
