-- AlterTable
ALTER TABLE "private_model" ADD COLUMN     "failing_since" TIMESTAMPTZ(3);
