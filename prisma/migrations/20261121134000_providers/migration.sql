-- AlterEnum
ALTER TYPE "model_kind" ADD VALUE 'provider';

-- AlterTable
ALTER TABLE "model" ADD COLUMN     "provider" TEXT,
ADD COLUMN     "provider_model" TEXT;

-- AlterTable
ALTER TABLE "plan" ADD COLUMN     "private_models_max" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "plan_override" ADD COLUMN     "private_models_max" INTEGER;

-- AlterTable
ALTER TABLE "usage_event" ADD COLUMN     "provider_tokens" INTEGER;

-- CreateTable
CREATE TABLE "provider_connection" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "provider" TEXT NOT NULL,
    "base_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "private_model" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "alias" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "provider_model" TEXT NOT NULL,
    "dimensions" INTEGER,
    "shorter_dimensions" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "input_type" TEXT NOT NULL DEFAULT 'document',
    "query_prefix" TEXT NOT NULL DEFAULT '',
    "document_prefix" TEXT NOT NULL DEFAULT '',
    "texts_max" INTEGER,
    "tokens_max" INTEGER,
    "input_tokens_max" INTEGER,
    "price_per_million_nano" BIGINT NOT NULL DEFAULT 0,
    "custom_wire" JSONB,
    "fallback_id" UUID,
    "enabled_at" TIMESTAMPTZ(3),
    "test_requested_at" TIMESTAMPTZ(3),
    "tested_at" TIMESTAMPTZ(3),
    "test_result" JSONB,
    "alerted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "private_model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_secret" (
    "owner_id" UUID NOT NULL,
    "tenant_id" UUID,
    "version" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "wrapped_key" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealed_secret_pkey" PRIMARY KEY ("owner_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "private_model_tenant_id_alias_key" ON "private_model"("tenant_id", "alias");

-- CreateIndex
CREATE INDEX "sealed_secret_key_id_idx" ON "sealed_secret"("key_id");

-- Prisma can't say that two rows without a tenant are the same: one connection a provider, of the operator and of each tenant.
CREATE UNIQUE INDEX "provider_connection_owner_key" ON "provider_connection" ("tenant_id", "provider") NULLS NOT DISTINCT;

ALTER TABLE "private_model" ADD CONSTRAINT "private_model_served" CHECK ("enabled_at" IS NULL OR "dimensions" IS NOT NULL);
ALTER TABLE "private_model" ADD CONSTRAINT "private_model_price" CHECK ("price_per_million_nano" >= 0);
ALTER TABLE "private_model" ADD CONSTRAINT "private_model_fallback" CHECK ("fallback_id" <> "id");

-- Enterprise is the plan with models of one's own; an operator's own figure, set later, wins.
UPDATE "plan" SET "private_models_max" = 50 WHERE "id" = 'enterprise';

-- The wall that every table with a tenant has. Rows without one are the operator's: the app role sees none of them.
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['provider_connection', 'private_model', 'sealed_secret'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      'CREATE POLICY tenant_wall ON %I TO gridsky_app USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())',
      table_name);
    EXECUTE format('CREATE POLICY system_door ON %I TO gridsky_system USING (true) WITH CHECK (true)', table_name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON "provider_connection", "private_model", "sealed_secret" TO gridsky_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON "provider_connection", "private_model" TO gridsky_app;
-- Whoever takes over the dashboard's role can replace a secret, and can't read one.
GRANT INSERT, UPDATE, DELETE ON "sealed_secret" TO gridsky_app;
GRANT SELECT ("owner_id", "tenant_id", "version", "key_id", "last4", "created_at") ON "sealed_secret" TO gridsky_app;

-- Processes keep what they know of a tenant's models; empty: the operator's connections have changed, so everybody's.
CREATE FUNCTION notify_remote_models() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  PERFORM pg_notify('gridsky_remote_models', coalesce(changed.tenant_id::text, ''));
  RETURN NULL;
END
$$;
CREATE TRIGGER notify_remote_models AFTER INSERT OR DELETE OR UPDATE ON "provider_connection"
  FOR EACH ROW EXECUTE FUNCTION notify_remote_models();
-- Not on the record of alerts, nor on a test's: neither changes how requests are served.
CREATE TRIGGER notify_remote_models AFTER INSERT OR DELETE OR UPDATE OF "alias", "provider", "base_url", "provider_model",
  "dimensions", "shorter_dimensions", "input_type", "query_prefix", "document_prefix", "texts_max", "tokens_max",
  "input_tokens_max", "price_per_million_nano", "custom_wire", "fallback_id", "enabled_at" ON "private_model"
  FOR EACH ROW EXECUTE FUNCTION notify_remote_models();
CREATE TRIGGER notify_remote_models AFTER INSERT OR DELETE OR UPDATE OF "version" ON "sealed_secret"
  FOR EACH ROW EXECUTE FUNCTION notify_remote_models();

-- A test is made by a process of the API, which alone speaks to providers.
CREATE FUNCTION notify_model_test() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN PERFORM pg_notify('gridsky_model_test', NEW.id::text); RETURN NULL; END $$;
CREATE TRIGGER notify_model_test AFTER UPDATE OF "test_requested_at" ON "private_model"
  FOR EACH ROW WHEN (NEW."test_requested_at" IS NOT NULL) EXECUTE FUNCTION notify_model_test();
