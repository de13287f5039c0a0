-- CreateEnum
CREATE TYPE "workspace_kind" AS ENUM ('real', 'sample');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'analyst', 'approver', 'administrator');

-- CreateEnum
CREATE TYPE "series_kind" AS ENUM ('price', 'observation');

-- CreateEnum
CREATE TYPE "price_basis" AS ENUM ('price', 'total-return');

-- CreateEnum
CREATE TYPE "sampling" AS ENUM ('end', 'average');

-- CreateEnum
CREATE TYPE "frequency" AS ENUM ('daily', 'weekly', 'monthly', 'quarterly', 'annual');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('prices', 'observations', 'holdings', 'weights');

-- CreateEnum
CREATE TYPE "asset_group" AS ENUM ('equity', 'bond', 'cash', 'alternative', 'other');

-- CreateEnum
CREATE TYPE "rebalancing_rule" AS ENUM ('none', 'calendar', 'threshold');

-- CreateEnum
CREATE TYPE "transaction_kind" AS ENUM ('opening', 'buy', 'sell', 'deposit', 'withdrawal', 'income', 'fee', 'split', 'reconciliation');

-- CreateEnum
CREATE TYPE "layer_name" AS ENUM ('dynamic', 'tactical');

-- CreateEnum
CREATE TYPE "proposal_state" AS ENUM ('draft', 'proposed', 'deferred', 'approved', 'rejected', 'withdrawn', 'expired', 'superseded', 'partly-executed', 'executed', 'cancelled');

-- CreateEnum
CREATE TYPE "check_result" AS ENUM ('within', 'note', 'breach');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('approve', 'reject', 'withdraw');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(6),
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "workspace_kind" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "access_link" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "workspace_id" UUID,
    "email" TEXT,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "used_by" TEXT,

    CONSTRAINT "access_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series" (
    "id" SERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" "series_kind" NOT NULL,
    "code" TEXT NOT NULL,
    "basis" "price_basis",
    "sampling" "sampling" NOT NULL,
    "frequency" "frequency" NOT NULL,
    "currency" CHAR(3),
    "unit" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "licence" TEXT NOT NULL DEFAULT '',
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "point_in_time" BOOLEAN NOT NULL DEFAULT false,
    "typical_lag_days" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price" (
    "series_id" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "level" DOUBLE PRECISION NOT NULL,
    "batch_id" INTEGER NOT NULL,

    CONSTRAINT "price_pkey" PRIMARY KEY ("series_id","date","recorded_at")
);

-- CreateTable
CREATE TABLE "observation" (
    "series_id" INTEGER NOT NULL,
    "period" DATE NOT NULL,
    "known_at" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "vintage" DATE,
    "estimated" BOOLEAN NOT NULL DEFAULT false,
    "batch_id" INTEGER NOT NULL,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("series_id","period","known_at","recorded_at")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "id" SERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID,
    "kind" "import_kind" NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" CHAR(64) NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "options" JSONB NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "rows_stored" INTEGER NOT NULL,
    "warnings" JSONB NOT NULL,
    "imported_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset_class" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "group" "asset_group" NOT NULL,
    "analytics_series_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_class_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instrument" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "asset_class_id" UUID NOT NULL,
    "symbol" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "lot_size" DECIMAL(18,8) NOT NULL DEFAULT 1,
    "valuation_series_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instrument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portfolio" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "base_currency" CHAR(3) NOT NULL,
    "model_version_id" UUID NOT NULL,
    "evidence_start" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portfolio_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "effective_from" DATE NOT NULL,
    "cash_asset_class_id" UUID,
    "rebalancing_rule" "rebalancing_rule" NOT NULL,
    "rebalancing" JSONB NOT NULL,
    "execution_lag" INTEGER NOT NULL,
    "fee_annual" DECIMAL(9,8) NOT NULL DEFAULT 0,
    "turnover_limit" DECIMAL(9,8),
    "tracking_error_limit" DECIMAL(9,8),
    "cost_limit_bps" DECIMAL(9,4),
    "proposal_life_days" INTEGER NOT NULL DEFAULT 35,
    "self_approval_allowed" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT NOT NULL DEFAULT '',
    "batch_id" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_line" (
    "policy_version_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "asset_class_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "weight" DECIMAL(12,11) NOT NULL,
    "min" DECIMAL(12,11) NOT NULL,
    "max" DECIMAL(12,11) NOT NULL,
    "cost_bps" DECIMAL(9,4) NOT NULL,

    CONSTRAINT "policy_line_pkey" PRIMARY KEY ("policy_version_id","asset_class_id")
);

-- CreateTable
CREATE TABLE "policy_group_limit" (
    "policy_version_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "group" "asset_group" NOT NULL,
    "min" DECIMAL(12,11) NOT NULL,
    "max" DECIMAL(12,11) NOT NULL,

    CONSTRAINT "policy_group_limit_pkey" PRIMARY KEY ("policy_version_id","group")
);

-- CreateTable
CREATE TABLE "model_version" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "params_hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" "transaction_kind" NOT NULL,
    "date" DATE NOT NULL,
    "instrument_id" UUID,
    "quantity" DECIMAL(28,10) NOT NULL,
    "price" DECIMAL(28,10),
    "amount" DECIMAL(28,10) NOT NULL,
    "cost" DECIMAL(28,10) NOT NULL DEFAULT 0,
    "statement_id" UUID,
    "proposal_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "booked_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "lines" JSONB NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "policy_version_id" UUID NOT NULL,
    "model_version_id" UUID NOT NULL,
    "engine_version" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "decision_date" DATE NOT NULL,
    "dynamic_date" DATE,
    "order_due" TEXT,
    "input_hash" CHAR(64) NOT NULL,
    "output_hash" CHAR(64) NOT NULL,
    "value" DECIMAL(28,10),
    "dynamic_scale" DOUBLE PRECISION NOT NULL,
    "tactical_scale" DOUBLE PRECISION NOT NULL,
    "missing" JSONB NOT NULL,
    "distances" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recommendation_line" (
    "recommendation_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "asset_class_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "current" DOUBLE PRECISION,
    "strategic" DOUBLE PRECISION NOT NULL,
    "dynamic_tilt" DOUBLE PRECISION NOT NULL,
    "tactical_tilt" DOUBLE PRECISION NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "recommendation_line_pkey" PRIMARY KEY ("recommendation_id","asset_class_id")
);

-- CreateTable
CREATE TABLE "recommendation_reading" (
    "recommendation_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "layer" "layer_name" NOT NULL,
    "indicator" TEXT NOT NULL,
    "asset_class_id" UUID NOT NULL,
    "reading" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "known_at" DATE NOT NULL,
    "period" TEXT,
    "parts" JSONB NOT NULL,

    CONSTRAINT "recommendation_reading_pkey" PRIMARY KEY ("recommendation_id","indicator","asset_class_id")
);

-- CreateTable
CREATE TABLE "recommendation_step" (
    "recommendation_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "asset_class_id" UUID NOT NULL,
    "change" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "recommendation_step_pkey" PRIMARY KEY ("recommendation_id","step","asset_class_id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "recommendation_id" UUID NOT NULL,
    "parent_id" UUID,
    "number" INTEGER NOT NULL,
    "state" "proposal_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "maker_id" TEXT,
    "self_approval_allowed" BOOLEAN NOT NULL,
    "as_of" DATE NOT NULL,
    "value" DECIMAL(28,10) NOT NULL,
    "turnover" DOUBLE PRECISION NOT NULL,
    "cost_amount" DECIMAL(28,10) NOT NULL,
    "cash_residual" DECIMAL(28,10) NOT NULL,
    "risk_before" JSONB NOT NULL,
    "risk_after" JSONB NOT NULL,
    "expires_on" DATE NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_line" (
    "proposal_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "asset_class_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "current" DOUBLE PRECISION NOT NULL,
    "strategic" DOUBLE PRECISION NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "proposed" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "proposal_line_pkey" PRIMARY KEY ("proposal_id","asset_class_id")
);

-- CreateTable
CREATE TABLE "proposal_trade" (
    "proposal_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "instrument_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "quantity" DECIMAL(28,10) NOT NULL,
    "price" DECIMAL(28,10) NOT NULL,
    "amount" DECIMAL(28,10) NOT NULL,
    "cost" DECIMAL(28,10) NOT NULL,

    CONSTRAINT "proposal_trade_pkey" PRIMARY KEY ("proposal_id","instrument_id")
);

-- CreateTable
CREATE TABLE "proposal_check" (
    "proposal_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "measured" DOUBLE PRECISION,
    "limit" DOUBLE PRECISION,
    "share_used" DOUBLE PRECISION,
    "result" "check_result" NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "proposal_check_pkey" PRIMARY KEY ("proposal_id","position")
);

-- CreateTable
CREATE TABLE "proposal_decision" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "user_id" TEXT NOT NULL,
    "maker_id" TEXT,
    "self_approval_allowed" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "proposal_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "workspace_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "actor" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("workspace_id","sequence")
);

-- CreateTable
CREATE TABLE "backtest_run" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "portfolio_id" UUID NOT NULL,
    "input_hash" CHAR(64) NOT NULL,
    "engine_version" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "summary" JSONB NOT NULL,
    "series" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "backtest_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_link_token_hash_key" ON "access_link"("token_hash");

-- CreateIndex
CREATE INDEX "access_link_workspace_id_idx" ON "access_link"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "series_workspace_id_id_key" ON "series"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "price_batch_id_idx" ON "price" USING BRIN ("batch_id");

-- CreateIndex
CREATE INDEX "observation_batch_id_idx" ON "observation" USING BRIN ("batch_id");

-- CreateIndex
CREATE INDEX "import_batch_workspace_id_recorded_at_idx" ON "import_batch"("workspace_id", "recorded_at");

-- CreateIndex
CREATE UNIQUE INDEX "import_batch_workspace_id_content_hash_key" ON "import_batch"("workspace_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "asset_class_workspace_id_id_key" ON "asset_class"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "asset_class_workspace_id_code_key" ON "asset_class"("workspace_id", "code");

-- CreateIndex
CREATE INDEX "instrument_asset_class_id_idx" ON "instrument"("asset_class_id");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_workspace_id_id_key" ON "instrument"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "instrument_workspace_id_symbol_key" ON "instrument"("workspace_id", "symbol");

-- CreateIndex
CREATE UNIQUE INDEX "portfolio_workspace_id_id_key" ON "portfolio"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "portfolio_workspace_id_slug_key" ON "portfolio"("workspace_id", "slug");

-- CreateIndex
CREATE INDEX "policy_version_portfolio_id_effective_from_idx" ON "policy_version"("portfolio_id", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_workspace_id_id_key" ON "policy_version"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_portfolio_id_version_key" ON "policy_version"("portfolio_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "policy_line_policy_version_id_position_key" ON "policy_line"("policy_version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_workspace_id_id_key" ON "model_version"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_workspace_id_slug_version_params_hash_key" ON "model_version"("workspace_id", "slug", "version", "params_hash");

-- CreateIndex
CREATE INDEX "transaction_portfolio_id_date_idx" ON "transaction"("portfolio_id", "date");

-- CreateIndex
CREATE INDEX "transaction_proposal_id_idx" ON "transaction"("proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "transaction_portfolio_id_sequence_key" ON "transaction"("portfolio_id", "sequence");

-- CreateIndex
CREATE INDEX "statement_portfolio_id_as_of_idx" ON "statement"("portfolio_id", "as_of");

-- CreateIndex
CREATE UNIQUE INDEX "statement_workspace_id_id_key" ON "statement"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "recommendation_portfolio_id_as_of_idx" ON "recommendation"("portfolio_id", "as_of");

-- CreateIndex
CREATE UNIQUE INDEX "recommendation_workspace_id_id_key" ON "recommendation"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "recommendation_portfolio_id_input_hash_key" ON "recommendation"("portfolio_id", "input_hash");

-- CreateIndex
CREATE INDEX "proposal_workspace_id_state_idx" ON "proposal"("workspace_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_workspace_id_id_key" ON "proposal"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_portfolio_id_number_key" ON "proposal"("portfolio_id", "number");

-- CreateIndex
CREATE INDEX "proposal_decision_proposal_id_idx" ON "proposal_decision"("proposal_id");

-- CreateIndex
CREATE INDEX "journal_entry_workspace_id_subject_subject_id_idx" ON "journal_entry"("workspace_id", "subject", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "backtest_run_portfolio_id_input_hash_key" ON "backtest_run"("portfolio_id", "input_hash");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_class" ADD CONSTRAINT "asset_class_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_class" ADD CONSTRAINT "asset_class_workspace_id_analytics_series_id_fkey" FOREIGN KEY ("workspace_id", "analytics_series_id") REFERENCES "series"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_workspace_id_asset_class_id_fkey" FOREIGN KEY ("workspace_id", "asset_class_id") REFERENCES "asset_class"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument" ADD CONSTRAINT "instrument_workspace_id_valuation_series_id_fkey" FOREIGN KEY ("workspace_id", "valuation_series_id") REFERENCES "series"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio" ADD CONSTRAINT "portfolio_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio" ADD CONSTRAINT "portfolio_workspace_id_model_version_id_fkey" FOREIGN KEY ("workspace_id", "model_version_id") REFERENCES "model_version"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_line" ADD CONSTRAINT "policy_line_workspace_id_policy_version_id_fkey" FOREIGN KEY ("workspace_id", "policy_version_id") REFERENCES "policy_version"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_line" ADD CONSTRAINT "policy_line_workspace_id_asset_class_id_fkey" FOREIGN KEY ("workspace_id", "asset_class_id") REFERENCES "asset_class"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_group_limit" ADD CONSTRAINT "policy_group_limit_workspace_id_policy_version_id_fkey" FOREIGN KEY ("workspace_id", "policy_version_id") REFERENCES "policy_version"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_version" ADD CONSTRAINT "model_version_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_workspace_id_instrument_id_fkey" FOREIGN KEY ("workspace_id", "instrument_id") REFERENCES "instrument"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_workspace_id_statement_id_fkey" FOREIGN KEY ("workspace_id", "statement_id") REFERENCES "statement"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction" ADD CONSTRAINT "transaction_workspace_id_proposal_id_fkey" FOREIGN KEY ("workspace_id", "proposal_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_workspace_id_policy_version_id_fkey" FOREIGN KEY ("workspace_id", "policy_version_id") REFERENCES "policy_version"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_workspace_id_model_version_id_fkey" FOREIGN KEY ("workspace_id", "model_version_id") REFERENCES "model_version"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_line" ADD CONSTRAINT "recommendation_line_workspace_id_recommendation_id_fkey" FOREIGN KEY ("workspace_id", "recommendation_id") REFERENCES "recommendation"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_line" ADD CONSTRAINT "recommendation_line_workspace_id_asset_class_id_fkey" FOREIGN KEY ("workspace_id", "asset_class_id") REFERENCES "asset_class"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_reading" ADD CONSTRAINT "recommendation_reading_workspace_id_recommendation_id_fkey" FOREIGN KEY ("workspace_id", "recommendation_id") REFERENCES "recommendation"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_reading" ADD CONSTRAINT "recommendation_reading_workspace_id_asset_class_id_fkey" FOREIGN KEY ("workspace_id", "asset_class_id") REFERENCES "asset_class"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_step" ADD CONSTRAINT "recommendation_step_workspace_id_recommendation_id_fkey" FOREIGN KEY ("workspace_id", "recommendation_id") REFERENCES "recommendation"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recommendation_step" ADD CONSTRAINT "recommendation_step_workspace_id_asset_class_id_fkey" FOREIGN KEY ("workspace_id", "asset_class_id") REFERENCES "asset_class"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspace_id_recommendation_id_fkey" FOREIGN KEY ("workspace_id", "recommendation_id") REFERENCES "recommendation"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_workspace_id_parent_id_fkey" FOREIGN KEY ("workspace_id", "parent_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_line" ADD CONSTRAINT "proposal_line_workspace_id_proposal_id_fkey" FOREIGN KEY ("workspace_id", "proposal_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_line" ADD CONSTRAINT "proposal_line_workspace_id_asset_class_id_fkey" FOREIGN KEY ("workspace_id", "asset_class_id") REFERENCES "asset_class"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_trade" ADD CONSTRAINT "proposal_trade_workspace_id_proposal_id_fkey" FOREIGN KEY ("workspace_id", "proposal_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_trade" ADD CONSTRAINT "proposal_trade_workspace_id_instrument_id_fkey" FOREIGN KEY ("workspace_id", "instrument_id") REFERENCES "instrument"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_check" ADD CONSTRAINT "proposal_check_workspace_id_proposal_id_fkey" FOREIGN KEY ("workspace_id", "proposal_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_decision" ADD CONSTRAINT "proposal_decision_workspace_id_proposal_id_fkey" FOREIGN KEY ("workspace_id", "proposal_id") REFERENCES "proposal"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "backtest_run" ADD CONSTRAINT "backtest_run_workspace_id_portfolio_id_fkey" FOREIGN KEY ("workspace_id", "portfolio_id") REFERENCES "portfolio"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── Guards: what must hold whoever writes ────────────────────────────────────────────────────────────────────

ALTER TABLE "workspace" ADD CONSTRAINT "workspace_slug_is_a_slug" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "portfolio"
  ADD CONSTRAINT "portfolio_slug_is_a_slug" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "portfolio_currency_is_iso" CHECK ("base_currency" ~ '^[A-Z]{3}$');

-- One series per code and meaning; a basis belongs to prices and to nothing else.
CREATE UNIQUE INDEX "series_code" ON "series" ("workspace_id", "kind", "code", "basis") NULLS NOT DISTINCT;
ALTER TABLE "series" ADD CONSTRAINT "series_basis_belongs_to_prices" CHECK (("kind" = 'price') = ("basis" IS NOT NULL)),
  ADD CONSTRAINT "series_price_has_currency" CHECK ("kind" <> 'price' OR "currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "series_typical_lag_is_not_negative" CHECK ("typical_lag_days" >= 0);
ALTER TABLE "price" ADD CONSTRAINT "price_level_is_positive" CHECK ("level" > 0 AND "level" < 'Infinity'::float8);
ALTER TABLE "observation" ADD CONSTRAINT "observation_value_is_finite" CHECK ("value" = "value" AND abs("value") < 'Infinity'::float8),
  ADD CONSTRAINT "observation_is_not_known_before_its_period" CHECK ("known_at" >= "period");
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_counts" CHECK ("rows_read" >= 0 AND "rows_stored" >= 0),
  ADD CONSTRAINT "import_batch_sha256" CHECK ("file_sha256" ~ '^[0-9a-f]{64}$');

ALTER TABLE "policy_line" ADD CONSTRAINT "policy_line_bounds" CHECK (0 <= "min" AND "min" <= "weight" AND "weight" <= "max" AND "max" <= 1),
  ADD CONSTRAINT "policy_line_cost" CHECK ("cost_bps" >= 0 AND "cost_bps" <= 1000);
ALTER TABLE "policy_group_limit" ADD CONSTRAINT "policy_group_limit_bounds" CHECK (0 <= "min" AND "min" <= "max" AND "max" <= 1);
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_counts_from_one" CHECK ("version" >= 1),
  ADD CONSTRAINT "policy_version_lag" CHECK ("execution_lag" BETWEEN 0 AND 60),
  ADD CONSTRAINT "policy_version_fee" CHECK ("fee_annual" >= 0 AND "fee_annual" < 0.2),
  ADD CONSTRAINT "policy_version_turnover" CHECK ("turnover_limit" > 0 AND "turnover_limit" <= 1),
  ADD CONSTRAINT "policy_version_tracking_error" CHECK ("tracking_error_limit" > 0 AND "tracking_error_limit" <= 1),
  ADD CONSTRAINT "policy_version_life" CHECK ("proposal_life_days" BETWEEN 1 AND 366);
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_cash_fkey" FOREIGN KEY ("workspace_id", "cash_asset_class_id") REFERENCES "asset_class" ("workspace_id", "id");

ALTER TABLE "transaction" ADD CONSTRAINT "transaction_counts_from_one" CHECK ("sequence" >= 1),
  ADD CONSTRAINT "transaction_cost_is_not_negative" CHECK ("cost" >= 0),
  ADD CONSTRAINT "transaction_kind_fits_its_signs" CHECK (CASE "kind"
    WHEN 'buy' THEN "instrument_id" IS NOT NULL AND "quantity" > 0 AND "amount" < 0
    WHEN 'sell' THEN "instrument_id" IS NOT NULL AND "quantity" < 0 AND "amount" > 0
    WHEN 'deposit' THEN "instrument_id" IS NULL AND "quantity" = 0 AND "amount" > 0
    WHEN 'withdrawal' THEN "instrument_id" IS NULL AND "quantity" = 0 AND "amount" < 0
    WHEN 'income' THEN "quantity" = 0 AND "amount" > 0
    WHEN 'fee' THEN "quantity" = 0 AND "amount" < 0
    WHEN 'split' THEN "instrument_id" IS NOT NULL AND "amount" = 0
    WHEN 'opening' THEN ("instrument_id" IS NOT NULL AND "quantity" > 0 AND "amount" = 0) OR ("instrument_id" IS NULL AND "quantity" = 0 AND "amount" > 0)
    WHEN 'reconciliation' THEN ("instrument_id" IS NOT NULL AND "amount" = 0) OR ("instrument_id" IS NULL AND "quantity" = 0)
  END);

ALTER TABLE "recommendation" ADD CONSTRAINT "recommendation_decides_in_the_past" CHECK ("decision_date" <= "as_of"),
  ADD CONSTRAINT "recommendation_order_due" CHECK ("order_due" IN ('move', 'quarter-end'));
ALTER TABLE "recommendation_line" ADD CONSTRAINT "recommendation_line_weights" CHECK ("target" BETWEEN -1e-9 AND 1 + 1e-9 AND "strategic" BETWEEN 0 AND 1);
ALTER TABLE "recommendation_reading" ADD CONSTRAINT "recommendation_reading_score" CHECK ("score" BETWEEN -1 AND 1);

ALTER TABLE "proposal" ADD CONSTRAINT "proposal_counts_from_one" CHECK ("number" >= 1 AND "version" >= 1),
  ADD CONSTRAINT "proposal_costs_are_not_negative" CHECK ("cost_amount" >= 0 AND "cash_residual" >= 0 AND "turnover" >= 0),
  ADD CONSTRAINT "proposal_has_a_maker_once_proposed" CHECK ("state" = 'draft' OR "maker_id" IS NOT NULL);
-- A portfolio has one open question at a time.
CREATE UNIQUE INDEX "proposal_one_open" ON "proposal" ("portfolio_id") WHERE "state" IN ('draft', 'proposed', 'deferred', 'approved', 'partly-executed');
ALTER TABLE "proposal_trade" ADD CONSTRAINT "proposal_trade_is_a_trade" CHECK ("quantity" <> 0 AND "price" > 0 AND "cost" >= 0 AND sign("amount") = sign("quantity"));
ALTER TABLE "proposal_decision"
  ADD CONSTRAINT "proposal_decision_by_another_person" CHECK ("kind" <> 'approve' OR "maker_id" IS NULL OR "user_id" <> "maker_id" OR "self_approval_allowed"),
  ADD CONSTRAINT "proposal_decision_gives_a_reason" CHECK ("kind" = 'approve' OR length(trim("reason")) > 0);
-- One approval at the most, whatever happens above.
CREATE UNIQUE INDEX "proposal_decision_once" ON "proposal_decision" ("proposal_id") WHERE "kind" IN ('approve', 'reject', 'withdraw');

ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_counts_from_one" CHECK ("sequence" >= 1),
  ADD CONSTRAINT "journal_entry_hashes" CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "previous_hash" ~ '^[0-9a-f]{64}$');

-- A policy's weights sum to 1, and its group limits leave room for its own mix; checked when the transaction ends.
CREATE FUNCTION "check_policy"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  policy uuid := NEW."id";
  total numeric;
  broken text;
BEGIN
  SELECT sum("weight") INTO total FROM "policy_line" WHERE "policy_version_id" = policy;
  IF total IS NULL OR abs(total - 1) > 1e-9 THEN
    RAISE EXCEPTION 'policy weights sum to %, not to 1', coalesce(total, 0) USING ERRCODE = 'check_violation', CONSTRAINT = 'policy_weights_sum_to_one';
  END IF;
  SELECT string_agg(g."group"::text, ', ') INTO broken
    FROM "policy_group_limit" g
    LEFT JOIN (
      SELECT a."group", sum(l."weight") AS weight FROM "policy_line" l JOIN "asset_class" a ON a."id" = l."asset_class_id"
      WHERE l."policy_version_id" = policy GROUP BY a."group"
    ) s ON s."group" = g."group"
    WHERE g."policy_version_id" = policy AND (coalesce(s.weight, 0) < g."min" - 1e-9 OR coalesce(s.weight, 0) > g."max" + 1e-9);
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'the strategic mix breaks its own group limits: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = 'policy_meets_its_group_limits';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "policy_is_whole" AFTER INSERT ON "policy_version" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_policy"();

-- Rows that are facts are never changed and never removed.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DO $$
DECLARE
  fact text;
BEGIN
  FOREACH fact IN ARRAY ARRAY[
    'price', 'observation', 'import_batch', 'policy_version', 'policy_line', 'policy_group_limit', 'model_version',
    'transaction', 'statement', 'recommendation', 'recommendation_line', 'recommendation_reading', 'recommendation_step',
    'proposal_line', 'proposal_trade', 'proposal_check', 'proposal_decision', 'journal_entry'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_change"()', fact || '_is_append_only', fact);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()', fact || '_is_never_truncated', fact);
  END LOOP;
END $$;

-- A proposal is never edited: only its state moves, only along these ways, one version at a time.
CREATE FUNCTION "guard_proposal"() RETURNS trigger LANGUAGE plpgsql AS $$
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
  RETURN NEW;
END $$;
CREATE TRIGGER "proposal_is_frozen" BEFORE UPDATE OR DELETE ON "proposal" FOR EACH ROW EXECUTE FUNCTION "guard_proposal"();
CREATE TRIGGER "proposal_is_never_truncated" BEFORE TRUNCATE ON "proposal" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The approval carries the maker, the policy's flag and the hash as the proposal has them, not as a caller says.
CREATE FUNCTION "bind_proposal_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  seen record;
BEGIN
  SELECT "maker_id", "self_approval_allowed", "content_hash" INTO STRICT seen FROM "proposal" WHERE "id" = NEW."proposal_id" AND "workspace_id" = NEW."workspace_id";
  IF NEW."content_hash" <> seen."content_hash" THEN
    RAISE EXCEPTION 'the decision binds another content than the proposal has' USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_decision_binds_the_content';
  END IF;
  NEW."maker_id" := seen."maker_id";
  NEW."self_approval_allowed" := seen."self_approval_allowed";
  RETURN NEW;
END $$;
CREATE TRIGGER "proposal_decision_is_bound" BEFORE INSERT ON "proposal_decision" FOR EACH ROW EXECUTE FUNCTION "bind_proposal_decision"();

-- The policy flag of a proposal comes from its policy.
CREATE FUNCTION "bind_proposal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT p."self_approval_allowed" INTO STRICT NEW."self_approval_allowed"
    FROM "recommendation" r JOIN "policy_version" p ON p."id" = r."policy_version_id"
    WHERE r."id" = NEW."recommendation_id" AND r."portfolio_id" = NEW."portfolio_id";
  RETURN NEW;
END $$;
CREATE TRIGGER "proposal_is_bound" BEFORE INSERT ON "proposal" FOR EACH ROW EXECUTE FUNCTION "bind_proposal"();

-- The chain grows at its end only.
CREATE FUNCTION "guard_journal"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head record;
BEGIN
  SELECT "sequence", "hash" INTO head FROM "journal_entry" WHERE "workspace_id" = NEW."workspace_id" ORDER BY "sequence" DESC LIMIT 1;
  IF NEW."sequence" <> coalesce(head."sequence", 0) + 1 OR NEW."previous_hash" <> coalesce(head."hash", repeat('0', 64)) THEN
    RAISE EXCEPTION 'a journal row follows the last one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "journal_entry_follows" BEFORE INSERT ON "journal_entry" FOR EACH ROW EXECUTE FUNCTION "guard_journal"();

-- What was signed is complete: a part is written in the transaction that makes its whole, or never.
CREATE FUNCTION "refuse_late_part"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_new boolean;
BEGIN
  EXECUTE format('SELECT xmin = pg_current_xact_id()::xid FROM %I WHERE "id" = ($1).%I AND "workspace_id" = ($1)."workspace_id"', TG_ARGV[0], TG_ARGV[1]) INTO is_new USING NEW;
  IF NOT coalesce(is_new, true) THEN
    RAISE EXCEPTION 'this % is complete: nothing is added to it', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE
  part text[];
BEGIN
  FOREACH part SLICE 1 IN ARRAY ARRAY[
    ['policy_line', 'policy_version', 'policy_version_id'],
    ['policy_group_limit', 'policy_version', 'policy_version_id'],
    ['recommendation_line', 'recommendation', 'recommendation_id'],
    ['recommendation_reading', 'recommendation', 'recommendation_id'],
    ['recommendation_step', 'recommendation', 'recommendation_id'],
    ['proposal_line', 'proposal', 'proposal_id'],
    ['proposal_trade', 'proposal', 'proposal_id'],
    ['proposal_check', 'proposal', 'proposal_id']
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION "refuse_late_part"(%L, %L)', part[1] || '_is_never_late', part[1], part[2], part[3]);
  END LOOP;
END $$;
