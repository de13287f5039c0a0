import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Prisma } from './generated/client';

/** Who waits to hear on which connection a word was said, by that word. */
const waiting = new Map<string, (client: pg.ClientBase) => void>();

/** A connection that says so when a transaction asks which one it runs on. */
export class ListeningClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('notice', ({ message }) => waiting.get(message ?? '')?.(this));
  }
}

/**
 * The bare connection of a transaction, for the bulk of an import. On its way through the client every value becomes
 * text three times over and is remembered for a hundred statements; of some megabytes a statement that was more memory
 * than the import itself takes. One statement at a time, and none after the transaction has ended.
 */
export interface Wire {
  /** Returns how many rows the statement wrote. */
  readonly execute: (sql: Prisma.Sql) => Promise<number>;
  readonly query: <Row extends object>(sql: Prisma.Sql) => Promise<readonly Row[]>;
}

/** Finds the connection that this transaction runs on, by a word that the server sends back on it and on no other. */
export async function wireOf(tx: Prisma.TransactionClient): Promise<Wire> {
  const word = `wire ${randomUUID()}`;
  const heard: pg.ClientBase[] = [];
  waiting.set(word, (client) => heard.push(client));
  try {
    await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE INFO '${word}'; END $$`);
  } finally {
    waiting.delete(word);
  }
  const [client] = heard;
  if (!client) throw new Error('the connection of this transaction did not answer; it must be one that `connect` made');
  return {
    execute: async ({ text, values }) => (await client.query(text, values)).rowCount ?? 0,
    query: async <Row extends object>({ text, values }: Prisma.Sql) => (await client.query<Row>(text, values)).rows,
  };
}
