-- AlterEnum
ALTER TYPE "import_kind" ADD VALUE 'undo';

-- AlterTable
ALTER TABLE "import_batch" ADD COLUMN     "undoes" INTEGER;

-- CreateTable
CREATE TABLE "import_confirmation" (
    "batch_id" INTEGER NOT NULL,
    "confirms" INTEGER NOT NULL,

    CONSTRAINT "import_confirmation_pkey" PRIMARY KEY ("confirms","batch_id")
);

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

-- What Prisma's schema cannot say, written by hand.

-- Which batches are taken back is asked with every read of the market, and nearly always the answer is none.
CREATE INDEX "import_batch_undone" ON "import_batch" ("recorded_at") INCLUDE ("undoes") WHERE "undoes" IS NOT NULL;

-- An undo names what it takes back, and nothing else does. Text instead of the enum: a value that this migration adds
-- may not be used before it ends.
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_undo_names_its_batch" CHECK (("kind"::text = 'undo') = ("undoes" IS NOT NULL)),
  ADD CONSTRAINT "import_batch_undoes_an_earlier_one" CHECK ("undoes" < "id");

ALTER TABLE "import_template" ADD CONSTRAINT "import_template_header" CHECK ("header_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "import_template_name" CHECK (length("name") BETWEEN 1 AND 100);

-- Who leant on what is a fact like the batches themselves.
CREATE TRIGGER "import_confirmation_is_append_only" BEFORE UPDATE OR DELETE ON "import_confirmation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "import_confirmation_is_never_truncated" BEFORE TRUNCATE ON "import_confirmation" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
