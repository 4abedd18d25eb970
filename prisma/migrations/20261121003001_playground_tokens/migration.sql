-- CreateEnum
CREATE TYPE "key_purpose" AS ENUM ('api', 'playground');

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "purpose" "key_purpose" NOT NULL DEFAULT 'api';

-- One a member and tenant: its secret is replaced again and again, and the usage of all of them is one line.
CREATE UNIQUE INDEX "api_key_playground_key" ON "api_key"("tenant_id", "created_by_user_id") WHERE "purpose" = 'playground';
-- A token that lies in a page must end by itself.
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_playground_ends" CHECK ("purpose" = 'api' OR "expires_at" IS NOT NULL);
