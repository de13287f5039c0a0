-- CreateEnum
CREATE TYPE "proposal_mode" AS ENUM ('rebalance', 'invest-cash', 'raise-cash');

-- AlterEnum
ALTER TYPE "import_kind" ADD VALUE 'undo';

-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "confirms" INTEGER[],
ADD COLUMN     "undoes" INTEGER;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "mode" "proposal_mode" NOT NULL DEFAULT 'rebalance',
ADD COLUMN     "money_moved" DECIMAL(28,10);

-- CreateTable
CREATE TABLE "import_template" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" "import_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "header_hash" CHAR(64) NOT NULL,
    "mapping" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_template_workspace_id_id_key" ON "import_template"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "import_template_workspace_id_kind_name_key" ON "import_template"("workspace_id", "kind", "name");

-- CreateIndex
CREATE UNIQUE INDEX "import_batch_workspace_id_id_key" ON "import_batch"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "import_batch_workspace_id_undoes_key" ON "import_batch"("workspace_id", "undoes");

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_workspace_id_undoes_fkey" FOREIGN KEY ("workspace_id", "undoes") REFERENCES "import_batch"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_template" ADD CONSTRAINT "import_template_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand. A text comparison, for a value of a new type may not be used in the migration that makes it.
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_moves_money_or_not" CHECK (("mode"::text = 'rebalance') = ("money_moved" IS NULL) AND coalesce("money_moved" > 0, true));
