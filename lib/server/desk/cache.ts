/** A promise cache of the most recently used `size` keys. Failures are not kept. */
export function createCache<T>(size: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, Promise<T>>();
  return (key, make) => {
    const known = entries.get(key);
    const value = known ?? make();
    entries.delete(key);
    entries.set(key, value);
    if (!known) value.catch(() => entries.delete(key));
    if (entries.size > size) entries.delete(entries.keys().next().value as string);
    return value;
  };
}
