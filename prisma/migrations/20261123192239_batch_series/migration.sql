-- DropForeignKey
ALTER TABLE "price" DROP CONSTRAINT "price_series_id_fkey";

-- DropForeignKey
ALTER TABLE "price" DROP CONSTRAINT "price_batch_id_fkey";

-- DropForeignKey
ALTER TABLE "observation" DROP CONSTRAINT "observation_series_id_fkey";

-- DropForeignKey
ALTER TABLE "observation" DROP CONSTRAINT "observation_batch_id_fkey";

-- CreateTable
CREATE TABLE "batch_series" (
    "workspace_id" UUID NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "series_id" INTEGER NOT NULL,

    CONSTRAINT "batch_series_pkey" PRIMARY KEY ("batch_id","series_id")
);

-- CreateIndex
CREATE INDEX "batch_series_workspace_id_series_id_idx" ON "batch_series"("workspace_id", "series_id");

-- AddForeignKey
ALTER TABLE "batch_series" ADD CONSTRAINT "batch_series_workspace_id_series_id_fkey" FOREIGN KEY ("workspace_id", "series_id") REFERENCES "series"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_series" ADD CONSTRAINT "batch_series_workspace_id_batch_id_fkey" FOREIGN KEY ("workspace_id", "batch_id") REFERENCES "import_batch"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- What Prisma's schema cannot say, written by hand.

-- A foreign key of a bulk table is checked with a query of its own for each row. The rows of one statement share a few
-- series and one batch, so these are put down once a statement, and the keys of that table are the ones that are checked:
-- a series or a batch that is not there is refused, so is a series of another desk than the batch's, and neither goes
-- while rows of it are kept. A series that is not there has no desk; the nil UUID lets the key itself say so.
-- Dynamic for the schema's name: no temporary table can stand in for the real one.
CREATE FUNCTION "note_batch_series"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO %1$I."batch_series" ("workspace_id", "batch_id", "series_id")
     SELECT coalesce(s."workspace_id", ''00000000-0000-0000-0000-000000000000''), n."batch_id", n."series_id"
     FROM (SELECT DISTINCT "batch_id", "series_id" FROM "new_rows") n LEFT JOIN %1$I."series" s ON s."id" = n."series_id"
     ON CONFLICT DO NOTHING', TG_TABLE_SCHEMA);
  RETURN NULL;
END $$;
DO $$
DECLARE
  bulk text;
BEGIN
  FOREACH bulk IN ARRAY ARRAY['price', 'observation'] LOOP
    -- Every row was under foreign keys until now, so that nothing can be missing.
    EXECUTE format('INSERT INTO "batch_series" ("workspace_id", "batch_id", "series_id") SELECT DISTINCT s."workspace_id", b."batch_id", b."series_id" FROM %I b JOIN "series" s ON s."id" = b."series_id"', bulk);
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "note_batch_series"()', bulk || '_has_batch_and_series', bulk);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS "new_rows" FOR EACH STATEMENT EXECUTE FUNCTION "note_batch_series"()', bulk || '_keeps_batch_and_series', bulk);
  END LOOP;
END $$;

CREATE TRIGGER "batch_series_is_append_only" BEFORE UPDATE OR DELETE ON "batch_series" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "batch_series_is_never_truncated" BEFORE TRUNCATE ON "batch_series" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
