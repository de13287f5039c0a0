-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('queued', 'running', 'waiting', 'done', 'failed');

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "connector" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" "series_kind" NOT NULL,
    "series_code" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "every_hours" INTEGER NOT NULL,
    "next_refresh_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_state" (
    "workspace_id" UUID NOT NULL,
    "connector" TEXT NOT NULL,
    "failures_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(6),
    "next_slot_at" TIMESTAMPTZ(6),
    "last_success_at" TIMESTAMPTZ(6),
    "last_error_at" TIMESTAMPTZ(6),
    "last_error_kind" TEXT,
    "last_error_message" TEXT,

    CONSTRAINT "source_state_pkey" PRIMARY KEY ("workspace_id","connector")
);

-- CreateTable
CREATE TABLE "connector_key" (
    "workspace_id" UUID NOT NULL,
    "connector" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "connector_key_pkey" PRIMARY KEY ("workspace_id","connector")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "connector" TEXT NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'queued',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "step" TEXT NOT NULL DEFAULT 'waiting for a worker',
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "retry_at" TIMESTAMPTZ(6),
    "error_kind" TEXT,
    "error_message" TEXT,
    "batch_id" INTEGER,
    "rows_stored" INTEGER,
    "warnings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "queue_ids" TEXT[],
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "job_worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "subscription_next_refresh_at_idx" ON "subscription"("next_refresh_at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_workspace_id_id_key" ON "subscription"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_workspace_id_connector_external_id_series_code_key" ON "subscription"("workspace_id", "connector", "external_id", "series_code");

-- CreateIndex
CREATE INDEX "job_workspace_id_requested_at_idx" ON "job"("workspace_id", "requested_at");

-- CreateIndex
CREATE INDEX "job_subscription_id_idx" ON "job"("subscription_id");

-- CreateIndex
CREATE UNIQUE INDEX "job_workspace_id_id_key" ON "job"("workspace_id", "id");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_state" ADD CONSTRAINT "source_state_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_key" ADD CONSTRAINT "connector_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_workspace_id_subscription_id_fkey" FOREIGN KEY ("workspace_id", "subscription_id") REFERENCES "subscription"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.

-- One open job for a subscription: a second click, or a schedule beside a click, asks for the same work.
CREATE UNIQUE INDEX "job_one_open_per_subscription" ON "job"("subscription_id") WHERE "state" IN ('queued', 'running', 'waiting');

ALTER TABLE "subscription" ADD CONSTRAINT "subscription_every_hours" CHECK ("every_hours" BETWEEN 1 AND 744),
  ADD CONSTRAINT "subscription_names_are_not_empty" CHECK ("external_id" <> '' AND "series_code" <> '');
ALTER TABLE "source_state" ADD CONSTRAINT "source_state_counts" CHECK ("failures_in_a_row" >= 0);
ALTER TABLE "connector_key" ADD CONSTRAINT "connector_key_is_sealed" CHECK ("sealed" LIKE 'v1.%');
ALTER TABLE "job" ADD CONSTRAINT "job_progress_is_a_fraction" CHECK ("progress" BETWEEN 0 AND 1),
  ADD CONSTRAINT "job_attempts_count_up" CHECK ("attempt" >= 0),
  ADD CONSTRAINT "job_has_an_end_when_it_ended" CHECK (("state" IN ('done', 'failed')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "job_says_why_it_failed" CHECK ("state" <> 'failed' OR ("error_kind" IS NOT NULL AND "error_message" IS NOT NULL)),
  ADD CONSTRAINT "job_says_when_it_is_tried_again" CHECK ("state" <> 'waiting' OR "retry_at" IS NOT NULL);
