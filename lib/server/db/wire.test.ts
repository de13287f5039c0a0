import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../testing/desk-builder';
import { Prisma, PrismaClient } from './generated/client';
import { wireOf } from './wire';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.end());

const pid = Prisma.sql`SELECT pg_backend_pid() AS pid`;

describe('the bare connection of a transaction', () => {
  it('is the one that the transaction runs on, though others run at the same time', async () => {
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        bench.db.$transaction(async (tx) => {
          const [[ours], [theirs]] = [await (await wireOf(tx)).query<{ pid: number }>(pid), await tx.$queryRaw<{ pid: number }[]>(pid)];
          expect(ours.pid).toBe(theirs.pid);
          return ours.pid;
        }),
      ),
    );
    expect(new Set(both).size).toBe(3);
  });

  it('counts the rows it wrote, and what it wrote goes with the transaction', async () => {
    const rows = Prisma.sql`INSERT INTO kept_by_wire SELECT generate_series(1, 7)`;
    const there = () => bench.db.$queryRaw<{ name: string | null }[]>`SELECT to_regclass('pg_temp.kept_by_wire')::text AS name`;
    await expect(
      bench.db.$transaction(async (tx) => {
        const wire = await wireOf(tx);
        await wire.execute(Prisma.sql`CREATE TEMPORARY TABLE kept_by_wire (k int)`);
        expect(await wire.execute(rows)).toBe(7);
        expect(await tx.$queryRaw`SELECT count(*)::int AS n FROM kept_by_wire`).toEqual([{ n: 7 }]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await there()).toEqual([{ name: null }]);
  });

  it('says so when the client is one that nobody listens to', async () => {
    const deaf = new PrismaClient({ adapter: new PrismaPg({ connectionString: bench.database.databaseUrl }) });
    await expect(deaf.$transaction((tx) => wireOf(tx))).rejects.toThrow(/did not answer/);
    await deaf.$disconnect();
  });
});
