-- AlterEnum
ALTER TYPE "key_purpose" ADD VALUE 'upload';

-- AlterTable
ALTER TABLE "private_model" ADD COLUMN     "upload" JSONB;

-- A new version of an uploaded model changes how requests are served.
CREATE TRIGGER notify_remote_models_upload AFTER UPDATE OF "upload" ON "private_model"
  FOR EACH ROW EXECUTE FUNCTION notify_remote_models();
