-- AlterTable
ALTER TABLE "credit_account" ADD COLUMN     "unpaid_nano" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "usage_event" ADD COLUMN     "list_nano" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "usage_hour" ADD COLUMN     "list_nano" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "trial_claim" (
    "email_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trial_claim_pkey" PRIMARY KEY ("email_hash")
);

-- CreateTable
CREATE TABLE "trial_notice" (
    "tenant_id" UUID NOT NULL,
    "mark" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trial_notice_pkey" PRIMARY KEY ("tenant_id","mark")
);

-- CreateTable
CREATE TABLE "budget" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "key_id" UUID,
    "soft_nano" BIGINT,
    "hard_nano" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget_month" (
    "budget_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "tenant_id" UUID NOT NULL,
    "spent_nano" BIGINT NOT NULL DEFAULT 0,
    "held_nano" BIGINT NOT NULL DEFAULT 0,
    "refused_at" TIMESTAMPTZ(3),
    "soft_told" TIMESTAMPTZ(3),
    "hard_told" TIMESTAMPTZ(3),

    CONSTRAINT "budget_month_pkey" PRIMARY KEY ("budget_id","month")
);

-- CreateTable
CREATE TABLE "budget_hold" (
    "request_id" UUID NOT NULL,
    "budget_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "amount_nano" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_hold_pkey" PRIMARY KEY ("request_id","budget_id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "tenant_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_status" INTEGER,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "budget_tenant_id_idx" ON "budget"("tenant_id");

-- CreateIndex
CREATE INDEX "budget_month_tenant_id_idx" ON "budget_month"("tenant_id");

-- CreateIndex
CREATE INDEX "budget_hold_budget_id_month_idx" ON "budget_hold"("budget_id", "month");

-- CreateIndex
CREATE INDEX "budget_hold_created_at_idx" ON "budget_hold"("created_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_tenant_id_created_at_idx" ON "webhook_delivery"("tenant_id", "created_at");

-- AddForeignKey
ALTER TABLE "trial_notice" ADD CONSTRAINT "trial_notice_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma can't describe partial indexes: one budget a tenant, one a key, and the sender looks at what waits alone.
CREATE UNIQUE INDEX "budget_of_tenant_key" ON "budget" ("tenant_id") WHERE "key_id" IS NULL;
CREATE UNIQUE INDEX "budget_of_key_key" ON "budget" ("key_id") WHERE "key_id" IS NOT NULL;
CREATE INDEX "webhook_delivery_waiting_idx" ON "webhook_delivery" ("next_attempt_at")
  WHERE "delivered_at" IS NULL AND "given_up_at" IS NULL;

ALTER TABLE "credit_account" ADD CONSTRAINT "credit_account_unpaid" CHECK ("unpaid_nano" >= 0);
ALTER TABLE "usage_event" ADD CONSTRAINT "usage_event_list" CHECK ("list_nano" >= 0 AND ("repeat_of" IS NULL OR "list_nano" = 0)) NOT VALID;
ALTER TABLE "budget" ADD CONSTRAINT "budget_positive" CHECK (coalesce("soft_nano", 0) >= 0 AND coalesce("hard_nano", 0) >= 0);
ALTER TABLE "budget_month" ADD CONSTRAINT "budget_month_positive" CHECK ("spent_nano" >= 0 AND "held_nano" >= 0);
ALTER TABLE "budget_hold" ADD CONSTRAINT "budget_hold_positive" CHECK ("amount_nano" > 0);

-- The wall that every table with a tenant has.
DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['trial_notice', 'budget', 'budget_month', 'budget_hold', 'webhook_endpoint', 'webhook_delivery'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
      'CREATE POLICY tenant_wall ON %I TO gridsky_app USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id())',
      table_name);
    EXECUTE format('CREATE POLICY system_door ON %I TO gridsky_system USING (true) WITH CHECK (true)', table_name);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON "trial_claim", "trial_notice", "budget", "budget_month", "budget_hold",
  "webhook_endpoint", "webhook_delivery" TO gridsky_system;
GRANT SELECT, INSERT, UPDATE ON "budget", "budget_month" TO gridsky_app;
GRANT SELECT ON "budget_hold", "webhook_delivery" TO gridsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_endpoint" TO gridsky_app;

-- What a key may spend is part of what processes cache of it.
CREATE TRIGGER notify_principal AFTER INSERT OR DELETE OR UPDATE ON "budget" FOR EACH ROW EXECUTE FUNCTION notify_principal();

-- Sets aside what a request costs, of the credit and of every budget that bounds it: all of them or none. One call, so
-- that a request with budgets pays one round trip like any other. What is locked is locked in one order (credit, then
-- budgets by id), the same in which usage is settled. Answers what refused the request, and how much of that is left.
CREATE FUNCTION hold_spend(request uuid, tenant uuid, key uuid, list bigint, credit bigint, at timestamptz)
RETURNS TABLE (refused_by text, left_nano bigint, limit_nano bigint)
LANGUAGE plpgsql AS $$
DECLARE
  this_month date := date_trunc('month', at AT TIME ZONE 'UTC')::date;
  available bigint;
  bound record;
  bounds uuid[] := '{}';
BEGIN
  IF credit > 0 THEN
    SELECT a.available_nano INTO available FROM credit_account a WHERE a.tenant_id = tenant FOR UPDATE;
    IF coalesce(available, 0) < credit THEN
      RETURN QUERY SELECT 'credit', coalesce(available, 0), NULL::bigint;
      RETURN;
    END IF;
  END IF;
  INSERT INTO budget_month (budget_id, month, tenant_id)
    SELECT b.id, this_month, b.tenant_id FROM budget b
    WHERE b.tenant_id = tenant AND (b.key_id IS NULL OR b.key_id = key) AND b.hard_nano IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM budget_month m WHERE m.budget_id = b.id AND m.month = this_month)
    ORDER BY b.id
    ON CONFLICT DO NOTHING;
  FOR bound IN
    SELECT b.id, b.key_id, b.hard_nano, m.spent_nano + m.held_nano AS taken, m.refused_at
    FROM budget b JOIN budget_month m ON m.budget_id = b.id AND m.month = this_month
    WHERE b.tenant_id = tenant AND (b.key_id IS NULL OR b.key_id = key) AND b.hard_nano IS NOT NULL
    ORDER BY b.id FOR UPDATE OF m
  LOOP
    IF bound.taken + list > bound.hard_nano THEN
      IF bound.refused_at IS NULL THEN
        UPDATE budget_month m SET refused_at = at WHERE m.budget_id = bound.id AND m.month = this_month;
      END IF;
      RETURN QUERY SELECT CASE WHEN bound.key_id IS NULL THEN 'tenant' ELSE 'key' END,
        greatest(bound.hard_nano - bound.taken, 0), bound.hard_nano;
      RETURN;
    END IF;
    bounds := bounds || bound.id;
  END LOOP;
  -- Those that were asked, all of them locked by now.
  WITH held AS (
    UPDATE budget_month m SET held_nano = m.held_nano + list WHERE m.budget_id = ANY (bounds) AND m.month = this_month
    RETURNING m.budget_id
  )
  INSERT INTO budget_hold (request_id, budget_id, tenant_id, month, amount_nano, created_at)
    SELECT request, held.budget_id, tenant, this_month, list, at FROM held;
  IF credit > 0 THEN
    UPDATE credit_account a SET available_nano = a.available_nano - credit, held_nano = a.held_nano + credit
      WHERE a.tenant_id = tenant;
    INSERT INTO credit_hold (id, tenant_id, amount_nano, created_at) VALUES (request, tenant, credit, at);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION hold_spend(uuid, uuid, uuid, bigint, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_spend(uuid, uuid, uuid, bigint, bigint, timestamptz) TO gridsky_system;
