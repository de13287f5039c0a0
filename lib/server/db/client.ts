import { PrismaPg } from '@prisma/adapter-pg';
import { databaseUrl } from '../env';
import { PrismaClient, type Prisma } from './generated/client';
import { ListeningClient } from './wire';

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

/** How long a use case may hold a transaction, and how long it may wait for a connection. Imports state their own. */
const TRANSACTION_LIMITS = { maxWait: 10_000, timeout: 30_000 };

/** A client of its own for one database. Callers end it with `$disconnect()`. */
export function connect(url: string, poolSize = Number(process.env.DATABASE_POOL_SIZE ?? 10)): Database {
  const adapter = new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, statement_timeout: 300_000, Client: ListeningClient });
  return new PrismaClient({ adapter, transactionOptions: TRANSACTION_LIMITS });
}

const shared = globalThis as typeof globalThis & { mainsheetDatabase?: Database };

/** The application's client, made at first use so that a build needs no database; survives hot reload. */
export function database(): Database {
  shared.mainsheetDatabase ??= connect(databaseUrl());
  return shared.mainsheetDatabase;
}
