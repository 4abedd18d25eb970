-- Links that are mailed: for whom they are, and what comes true when they are opened.
ALTER TYPE "link_purpose" ADD VALUE 'sign_up';
ALTER TYPE "link_purpose" ADD VALUE 'reset_password';
ALTER TYPE "link_purpose" ADD VALUE 'confirm_email';
ALTER TYPE "link_purpose" ADD VALUE 'change_email';
ALTER TABLE "one_time_link" ADD COLUMN "email" TEXT, ADD COLUMN "tenant_name" TEXT;
CREATE INDEX "one_time_link_email_idx" ON "one_time_link"("email");

-- Null: nobody has shown yet that mail to this address reaches its owner.
ALTER TABLE "app_user" ADD COLUMN "email_verified_at" TIMESTAMPTZ(3);
