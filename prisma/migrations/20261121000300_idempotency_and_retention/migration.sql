-- AlterTable
ALTER TABLE "usage_event" ADD COLUMN     "repeat_of" UUID;

-- CreateTable
CREATE TABLE "idempotency_record" (
    "tenant_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "request_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("tenant_id","key_hash")
);

-- CreateIndex
CREATE INDEX "idempotency_record_created_at_idx" ON "idempotency_record"("created_at");

-- The wall that every table with a tenant has; only the system role works with it.
ALTER TABLE "idempotency_record" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_record" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON "idempotency_record" TO gridsky_app
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
CREATE POLICY system_door ON "idempotency_record" TO gridsky_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_record" TO gridsky_system;

-- A repeat costs nothing.
ALTER TABLE "usage_event" ADD CONSTRAINT "usage_event_repeat_free"
  CHECK ("repeat_of" IS NULL OR ("tokens" = 0 AND "cost_nano" = 0)) NOT VALID;

-- Drops the partitions of whole UTC days before the given one; returns how many. Days are dropped only after their hours
-- are summed, so totals stay, and never within the last 31 days, whoever asks. Rows that came before their day had a
-- partition lie in the default one and stay.
CREATE FUNCTION drop_usage_partitions(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '3s'
AS $$
DECLARE
  edge date := least(before, (now() AT TIME ZONE 'UTC')::date - 31,
    (SELECT (closed_until AT TIME ZONE 'UTC')::date FROM usage_rollup));
  partition_name text;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('gridsky.usage_partitions'));
  FOR partition_name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'usage_event'::regclass AND c.relname ~ '^usage_event_[0-9]{8}$'
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < edge
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE %I', partition_name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;
REVOKE ALL ON FUNCTION drop_usage_partitions(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drop_usage_partitions(date) TO gridsky_system;
