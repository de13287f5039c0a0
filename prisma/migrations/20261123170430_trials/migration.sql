-- CreateTable
CREATE TABLE "trial" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key_hash" CHAR(32) NOT NULL,
    "spec" JSONB NOT NULL,
    "sharpe" DOUBLE PRECISION,
    "periods_per_year" INTEGER NOT NULL,
    "first_seen" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trial_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "trial_workspace_id_key_hash_key" ON "trial"("workspace_id", "key_hash");

-- AddForeignKey
ALTER TABLE "trial" ADD CONSTRAINT "trial_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.

-- A try that was made stays made: forgetting one would flatter every record that was chosen among them.
CREATE TRIGGER "trial_is_append_only" BEFORE UPDATE OR DELETE ON "trial" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "trial_is_never_truncated" BEFORE TRUNCATE ON "trial" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

ALTER TABLE "trial" ADD CONSTRAINT "trial_key_is_a_hash" CHECK ("key_hash" ~ '^[0-9a-f]{32}$'),
  ADD CONSTRAINT "trial_has_a_frequency" CHECK ("periods_per_year" > 0);
