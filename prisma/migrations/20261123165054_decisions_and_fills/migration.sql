-- CreateEnum
CREATE TYPE "override_kind" AS ENUM ('view', 'client-instruction', 'liquidity', 'tax', 'error', 'other');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "decision_kind" ADD VALUE 'edit';
ALTER TYPE "decision_kind" ADD VALUE 'refresh';
ALTER TYPE "decision_kind" ADD VALUE 'defer';
ALTER TYPE "decision_kind" ADD VALUE 'cancel';

-- AlterTable
ALTER TABLE "policy_version" ADD COLUMN     "approvers_needed" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "approvers_needed" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "proposal_line" ADD COLUMN     "by_rule" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "proposal_decision" ADD COLUMN     "expires_on" DATE,
ADD COLUMN     "mixes" JSONB,
ADD COLUMN     "override_kind" "override_kind";

-- CreateTable
CREATE TABLE "proposal_action" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "input_hash" CHAR(64) NOT NULL,
    "proposal_id" UUID NOT NULL,
    "outcome" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "proposal_action_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proposal_action_proposal_id_idx" ON "proposal_action"("proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_action_workspace_id_user_id_key_key" ON "proposal_action"("workspace_id", "user_id", "key");

-- AddForeignKey
ALTER TABLE "proposal_action" ADD CONSTRAINT "proposal_action_workspace_id_proposal_id_fkey" FOREIGN KEY ("workspace_id", "proposal_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.

ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_approvers" CHECK ("approvers_needed" BETWEEN 1 AND 5);
ALTER TABLE "proposal_action" ADD CONSTRAINT "proposal_action_key_is_a_key" CHECK (length("key") BETWEEN 8 AND 100);

-- Several people may have to sign, each once; against it one is enough.
DROP INDEX "proposal_decision_once";
CREATE UNIQUE INDEX "proposal_decision_once" ON "proposal_decision" ("proposal_id") WHERE "kind" IN ('reject', 'withdraw');
CREATE UNIQUE INDEX "proposal_decision_signs_once" ON "proposal_decision" ("proposal_id", "user_id") WHERE "kind" = 'approve';

-- A departure from the rule says why, until when, and what it departed from. Text instead of the enum: values that this
-- migration adds may not be used before it ends. Decisions of earlier versions lack the columns.
ALTER TABLE "proposal_decision" ADD CONSTRAINT "proposal_decision_override_is_whole" CHECK (
  "kind"::text NOT IN ('edit', 'reject', 'defer', 'cancel')
  OR ("override_kind" IS NOT NULL AND "expires_on" IS NOT NULL AND "mixes" IS NOT NULL)
) NOT VALID;

-- A decision fits the state the proposal is in, and comes before the last signature. The lock makes deciders queue.
CREATE OR REPLACE FUNCTION "bind_proposal_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen record;
  signatures integer;
BEGIN
  SELECT "maker_id", "self_approval_allowed", "content_hash", "state", "approvers_needed" INTO STRICT seen
    FROM "proposal" WHERE "id" = NEW."proposal_id" AND "workspace_id" = NEW."workspace_id" FOR UPDATE;
  IF NEW."content_hash" <> seen."content_hash" THEN
    RAISE EXCEPTION 'the decision binds another content than the proposal has' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_decision_binds_the_content';
  END IF;
  IF NOT (CASE NEW."kind"::text
    WHEN 'approve' THEN seen."state" = 'proposed'
    WHEN 'reject' THEN seen."state" = 'proposed'
    WHEN 'defer' THEN seen."state" = 'proposed'
    WHEN 'cancel' THEN seen."state" IN ('approved', 'partly-executed')
    ELSE seen."state" IN ('draft', 'proposed', 'deferred')
  END) THEN
    RAISE EXCEPTION 'a proposal that is % takes no decision to %', seen."state", NEW."kind" USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_decision_fits_the_state';
  END IF;
  SELECT count(*) INTO signatures FROM "proposal_decision" WHERE "proposal_id" = NEW."proposal_id" AND "kind" = 'approve';
  IF signatures >= seen."approvers_needed" AND NEW."kind"::text <> 'cancel' THEN
    RAISE EXCEPTION 'this proposal has all its signatures' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_decision_before_the_last_signature';
  END IF;
  NEW."maker_id" := seen."maker_id";
  NEW."self_approval_allowed" := seen."self_approval_allowed";
  RETURN NEW;
END $$;

-- The flag and the number of signatures come from the policy; what replaces another proposal replaces one of its own portfolio.
CREATE OR REPLACE FUNCTION "bind_proposal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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

-- As before, and: nothing is approved without the signatures its policy asks for.
CREATE OR REPLACE FUNCTION "guard_proposal"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  signatures integer;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a proposal is never deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(NEW) - 'state' - 'version' - 'maker_id' IS DISTINCT FROM to_jsonb(OLD) - 'state' - 'version' - 'maker_id'
     OR (OLD."maker_id" IS NOT NULL AND NEW."maker_id" IS DISTINCT FROM OLD."maker_id") THEN
    RAISE EXCEPTION 'a proposal is never edited: make a new one' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW."version" <> OLD."version" + 1 THEN
    RAISE EXCEPTION 'a transition raises the version by one' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT (CASE OLD."state"
    WHEN 'draft' THEN NEW."state" IN ('proposed', 'withdrawn', 'expired', 'superseded')
    WHEN 'proposed' THEN NEW."state" IN ('approved', 'rejected', 'withdrawn', 'expired', 'superseded', 'deferred')
    WHEN 'deferred' THEN NEW."state" IN ('proposed', 'withdrawn', 'expired', 'superseded')
    WHEN 'approved' THEN NEW."state" IN ('partly-executed', 'executed', 'cancelled')
    WHEN 'partly-executed' THEN NEW."state" IN ('partly-executed', 'executed', 'cancelled')
    ELSE false
  END) THEN
    RAISE EXCEPTION 'a proposal cannot go from % to %', OLD."state", NEW."state" USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW."state" = 'approved' THEN
    SELECT count(DISTINCT "user_id") INTO signatures FROM "proposal_decision" WHERE "proposal_id" = NEW."id" AND "kind" = 'approve';
    IF signatures < NEW."approvers_needed" THEN
      RAISE EXCEPTION 'a proposal is approved by % signatures, and has %', NEW."approvers_needed", signatures USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_has_its_signatures';
    END IF;
  END IF;
  RETURN NEW;
END $$;

-- What is booked for a proposal was signed, in its direction, and never more of it than was signed.
CREATE FUNCTION "guard_fill"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  signed numeric;
  filled numeric;
BEGIN
  IF NOT EXISTS (SELECT FROM "proposal" WHERE "id" = NEW."proposal_id" AND "state" IN ('approved', 'partly-executed', 'executed')) THEN
    RAISE EXCEPTION 'nothing is booked for a proposal that is not approved' USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_books_what_was_signed';
  END IF;
  SELECT "quantity" INTO signed FROM "proposal_trade" WHERE "proposal_id" = NEW."proposal_id" AND "instrument_id" = NEW."instrument_id";
  SELECT coalesce(sum("quantity"), 0) INTO filled FROM "transaction" WHERE "proposal_id" = NEW."proposal_id" AND "instrument_id" = NEW."instrument_id";
  IF signed IS NULL OR sign(NEW."quantity") <> sign(signed) OR abs(filled + NEW."quantity") > abs(signed) THEN
    RAISE EXCEPTION 'more is booked than was signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_books_what_was_signed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "transaction_is_signed" BEFORE INSERT ON "transaction" FOR EACH ROW WHEN (NEW."proposal_id" IS NOT NULL) EXECUTE FUNCTION "guard_fill"();

-- An outcome that was told stays as it was told.
CREATE TRIGGER "proposal_action_is_append_only" BEFORE UPDATE OR DELETE ON "proposal_action" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "proposal_action_is_never_truncated" BEFORE TRUNCATE ON "proposal_action" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
