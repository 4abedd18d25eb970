-- AlterTable
ALTER TABLE "private_model" ADD COLUMN     "disabled_at" TIMESTAMPTZ(3);
