-- AlterTable
ALTER TABLE "private_model" ADD COLUMN     "hedge_after_ms" INTEGER;

-- How requests are served changes with it.
CREATE TRIGGER notify_remote_models_hedge AFTER UPDATE OF "hedge_after_ms" ON "private_model"
  FOR EACH ROW EXECUTE FUNCTION notify_remote_models();
