-- AlterTable
ALTER TABLE "member" DROP CONSTRAINT "member_pkey",
-- Those who are members already get a key each; later ones bring their own.
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "portfolio_id" UUID,
ADD CONSTRAINT "member_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "member" ALTER COLUMN "id" DROP DEFAULT;

-- AlterTable
ALTER TABLE "access_link" ADD COLUMN     "resets_user" TEXT,
ADD COLUMN     "revoked_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "last_used_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_workspace_id_user_id_idx" ON "api_token"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "member_workspace_id_portfolio_id_idx" ON "member"("workspace_id", "portfolio_id");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.

-- One role for each person and place; the desk is a place too, so nulls are alike.
CREATE UNIQUE INDEX "member_has_one_role_a_place" ON "member" ("workspace_id", "user_id", "portfolio_id") NULLS NOT DISTINCT;

-- A reset link belongs to a desk, where it stands in the journal.
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_reset_belongs_to_a_desk" CHECK ("resets_user" IS NULL OR "workspace_id" IS NOT NULL);

-- The store holds hashes, never tokens, and no token is for ever or for more than it says.
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_hash" CHECK ("token_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "api_token_scopes" CHECK ("scopes" IS NOT NULL AND cardinality("scopes") > 0 AND "scopes" <@ ARRAY['read', 'propose']),
  ADD CONSTRAINT "api_token_life" CHECK ("expires_at" > "created_at" AND "expires_at" <= "created_at" + INTERVAL '366 days');
