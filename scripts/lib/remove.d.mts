/** Deletes a data directory and the database's files, wherever they lie. */
export function removeData(data: string): void;
