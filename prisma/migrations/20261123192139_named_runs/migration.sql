-- CreateEnum
CREATE TYPE "job_kind" AS ENUM ('refresh', 'backtest');

-- AlterTable
ALTER TABLE "job" ADD COLUMN     "kind" "job_kind" NOT NULL DEFAULT 'refresh',
ADD COLUMN     "run_id" UUID,
ALTER COLUMN "subscription_id" DROP NOT NULL,
ALTER COLUMN "connector" DROP NOT NULL;

-- CreateTable
CREATE TABLE "named_run" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "input_hash" CHAR(64) NOT NULL,
    "as_of" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "named_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "named_run_workspace_id_id_key" ON "named_run"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "named_run_portfolio_id_input_hash_key" ON "named_run"("portfolio_id", "input_hash");

-- CreateIndex
CREATE INDEX "job_run_id_idx" ON "job"("run_id");

-- AddForeignKey
ALTER TABLE "named_run" ADD CONSTRAINT "named_run_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "named_run" ADD CONSTRAINT "named_run_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "named_run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.

-- A job is of one thing: a subscription that is refreshed, or a run that is computed.
ALTER TABLE "job" ADD CONSTRAINT "job_refresh_has_a_subscription" CHECK (("kind" = 'refresh') = ("subscription_id" IS NOT NULL)),
  ADD CONSTRAINT "job_refresh_has_a_connector" CHECK (("kind" = 'refresh') = ("connector" IS NOT NULL)),
  ADD CONSTRAINT "job_backtest_has_a_run" CHECK (("kind" = 'backtest') = ("run_id" IS NOT NULL));

-- One open job for a run: a second click asks for the same work.
CREATE UNIQUE INDEX "job_one_open_per_run" ON "job"("run_id") WHERE "state" IN ('queued', 'running', 'waiting');

ALTER TABLE "named_run" ADD CONSTRAINT "named_run_has_a_name" CHECK (btrim("name") <> '' AND length("name") <= 80),
  ADD CONSTRAINT "named_run_key_is_a_hash" CHECK ("input_hash" ~ '^[0-9a-f]{64}$');
