/** The generated secrets of a data directory, made at first use. */
export function readSecrets(directory: string): { readonly sealing: string };
