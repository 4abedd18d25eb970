-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "previous_display" TEXT,
ADD COLUMN     "previous_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "previous_secret_hash" BYTEA,
ADD COLUMN     "rotated_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_previous_secret_hash_key" ON "api_key"("previous_secret_hash");

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_previous_whole" CHECK (
  ("previous_secret_hash" IS NULL) = ("previous_ends_at" IS NULL) AND ("previous_secret_hash" IS NULL) = ("previous_display" IS NULL)
);
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_limits_positive" CHECK ("requests_per_minute_max" > 0 AND "tokens_per_minute_max" > 0);

-- Payload as before; a key with two secrets sends both, and one that has just lost a secret sends that one too.
CREATE OR REPLACE FUNCTION notify_principal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record;
  secret_hash bytea;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  IF TG_TABLE_NAME = 'api_key' THEN
    FOR secret_hash IN
      SELECT DISTINCT h FROM unnest(ARRAY[changed.secret_hash, changed.previous_secret_hash]
        || CASE WHEN TG_OP = 'UPDATE' THEN ARRAY[OLD.secret_hash, OLD.previous_secret_hash] END) AS h WHERE h IS NOT NULL
    LOOP
      PERFORM pg_notify('gridsky_principal', 'key:' || encode(secret_hash, 'hex'));
    END LOOP;
  ELSIF TG_TABLE_NAME = 'tenant' THEN PERFORM pg_notify('gridsky_principal', 'tenant:' || changed.id);
  ELSE PERFORM pg_notify('gridsky_principal', 'tenant:' || changed.tenant_id);
  END IF;
  RETURN NULL;
END
$$;
-- Not on last_used_at: writing it must not empty the cache that it was read from.
DROP TRIGGER notify_principal ON "api_key";
CREATE TRIGGER notify_principal AFTER INSERT OR DELETE OR UPDATE OF "secret_hash", "previous_secret_hash", "previous_ends_at",
  "scope", "allowed_models", "allowed_cidrs", "requests_per_minute_max", "tokens_per_minute_max", "expires_at", "disabled_at",
  "revoked_at", "mode"
  ON "api_key" FOR EACH ROW EXECUTE FUNCTION notify_principal();
