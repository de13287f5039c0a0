-- CreateTable
CREATE TABLE "portfolio_watch" (
    "portfolio_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "drafts" BOOLEAN NOT NULL DEFAULT true,
    "seen" TEXT NOT NULL DEFAULT '',
    "looked_at" TIMESTAMPTZ(6),
    "finding" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "portfolio_watch_pkey" PRIMARY KEY ("portfolio_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "portfolio_watch_workspace_id_portfolio_id_key" ON "portfolio_watch"("workspace_id", "portfolio_id");

-- AddForeignKey
ALTER TABLE "portfolio_watch" ADD CONSTRAINT "portfolio_watch_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.

-- A draft of the scheduler has no maker; one that was never proposed ends without one. NOT VALID: the old, narrower rule held for what is there.
ALTER TABLE "proposal" DROP CONSTRAINT "proposal_has_a_maker_once_proposed";
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_has_a_maker_once_proposed" CHECK ("maker_id" IS NOT NULL OR "state" IN ('draft', 'withdrawn', 'expired', 'superseded')) NOT VALID;

-- As before, and: a proposal begins as a draft without a maker or as somebody's question, never further along.
CREATE OR REPLACE FUNCTION "bind_proposal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."version" <> 1 OR NOT (CASE NEW."state" WHEN 'draft' THEN NEW."maker_id" IS NULL WHEN 'proposed' THEN NEW."maker_id" IS NOT NULL ELSE false END) THEN
    RAISE EXCEPTION 'a proposal begins as a draft without a maker, or proposed by one' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_begins_at_its_beginning';
  END IF;
  SELECT p."self_approval_allowed", p."approvers_needed" INTO STRICT NEW."self_approval_allowed", NEW."approvers_needed"
    FROM "recommendation" r JOIN "policy_version" p ON p."id" = r."policy_version_id"
    WHERE r."id" = NEW."recommendation_id" AND r."portfolio_id" = NEW."portfolio_id";
  IF NEW."parent_id" IS NOT NULL AND NOT EXISTS (
    SELECT FROM "proposal" WHERE "id" = NEW."parent_id" AND "portfolio_id" = NEW."portfolio_id" AND "state" = 'superseded'
  ) THEN
    RAISE EXCEPTION 'a proposal replaces one that is superseded' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_replaces_a_superseded_one';
  END IF;
  RETURN NEW;
END $$;

-- A maker comes with the move from draft to proposed, and with no other: nobody is written in afterwards, or on the way out.
CREATE FUNCTION "guard_maker"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."maker_id" IS DISTINCT FROM OLD."maker_id" AND NOT (OLD."maker_id" IS NULL AND OLD."state" = 'draft' AND NEW."state" = 'proposed') THEN
    RAISE EXCEPTION 'a proposal is never edited: its maker is who proposes it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "proposal_keeps_its_maker" BEFORE UPDATE ON "proposal" FOR EACH ROW EXECUTE FUNCTION "guard_maker"();
