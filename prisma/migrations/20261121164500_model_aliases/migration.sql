-- AlterTable
ALTER TABLE "usage_event" ADD COLUMN     "asked_model" TEXT;

-- CreateTable
CREATE TABLE "model_alias" (
    "alias" TEXT NOT NULL,
    "model_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_alias_pkey" PRIMARY KEY ("alias")
);

-- CreateIndex
CREATE INDEX "model_alias_model_id_idx" ON "model_alias"("model_id");

-- AddForeignKey
ALTER TABLE "model_alias" ADD CONSTRAINT "model_alias_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- No alias of itself; of an alias there can be none, since the target is a model.
ALTER TABLE "model_alias" ADD CONSTRAINT "model_alias_other" CHECK ("alias" <> "model_id");

-- The operator's: no tenant's role has to read it.
GRANT SELECT, INSERT, UPDATE, DELETE ON "model_alias" TO gridsky_system;

CREATE TRIGGER notify_models AFTER INSERT OR UPDATE OR DELETE ON "model_alias" FOR EACH STATEMENT EXECUTE FUNCTION notify_models();
