/** The checkout. */
export const root: string;

/** The data directory that MAINSHEET_DATA names, `.data` by default. */
export function dataDirectory(environment?: Readonly<Record<string, string | undefined>>): string;

/** Makes a data directory with the rights it needs, and returns its path. */
export function ensureDataDirectory(directory?: string): string;
