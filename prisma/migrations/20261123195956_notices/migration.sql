-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "turn" TEXT NOT NULL,
    "says" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notice_workspace_id_user_id_made_at_idx" ON "notice"("workspace_id", "user_id", "made_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_workspace_id_user_id_kind_subject_turn_key" ON "notice"("workspace_id", "user_id", "kind", "subject", "turn");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say, written by hand.
ALTER TABLE "notice" ADD CONSTRAINT "notice_leads_into_the_desk" CHECK ("href" ~ '^/[^/]' OR "href" = '/'),
  ADD CONSTRAINT "notice_says_something" CHECK (length("says") BETWEEN 1 AND 500);
