-- AlterTable
ALTER TABLE "policy_version" ADD COLUMN     "model_version_id" UUID;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_workspace_id_model_version_id_fkey" FOREIGN KEY ("workspace_id", "model_version_id") REFERENCES "model_version"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
