-- CreateEnum
CREATE TYPE "proposal_mode" AS ENUM ('rebalance', 'invest-cash', 'raise-cash');

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "mode" "proposal_mode" NOT NULL DEFAULT 'rebalance',
ADD COLUMN     "money_moved" DECIMAL(28,10);

-- What Prisma's schema cannot say, written by hand. A text comparison, for a value of a new type may not be used in the migration that makes it.
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_moves_money_or_not" CHECK (("mode"::text = 'rebalance') = ("money_moved" IS NULL) AND coalesce("money_moved" > 0, true));
