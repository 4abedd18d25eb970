-- CreateTable
CREATE TABLE "billing_account" (
    "tenant_id" UUID NOT NULL,
    "customer_id" TEXT,
    "subscription_id" TEXT,
    "status" TEXT,
    "plan_id" TEXT,
    "price_monthly_nano" BIGINT,
    "current_period_end" TIMESTAMPTZ(3),
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "next_plan_id" TEXT,
    "past_due_since" TIMESTAMPTZ(3),
    "grace_ends_at" TIMESTAMPTZ(3),
    "applied_plan_id" TEXT,
    "trial_credit_session_id" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "review_at" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "billing_account_pkey" PRIMARY KEY ("tenant_id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "customer_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "billing_account_customer_id_key" ON "billing_account"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "billing_account_trial_credit_session_id_key" ON "billing_account"("trial_credit_session_id");

-- CreateIndex
CREATE INDEX "billing_account_review_at_idx" ON "billing_account"("review_at");

-- CreateIndex
CREATE INDEX "stripe_event_customer_id_idx" ON "stripe_event"("customer_id");

-- AddForeignKey
ALTER TABLE "billing_account" ADD CONSTRAINT "billing_account_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma can't describe a partial index: events that wait are few, however many were applied.
CREATE INDEX "stripe_event_waiting" ON "stripe_event" ("next_attempt_at") WHERE "applied_at" IS NULL;

ALTER TABLE "billing_account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "billing_account" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON "billing_account" TO gridsky_app
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
CREATE POLICY system_door ON "billing_account" TO gridsky_system USING (true) WITH CHECK (true);
-- A tenant reads what it has; what Stripe says is written by the system role alone. Events are no tenant's.
GRANT SELECT ON "billing_account" TO gridsky_app;
GRANT SELECT, INSERT, UPDATE ON "billing_account" TO gridsky_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON "stripe_event" TO gridsky_system;

-- The process that applies events hears of a new one at once.
CREATE FUNCTION notify_billing() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN PERFORM pg_notify('gridsky_billing', ''); RETURN NULL; END $$;
CREATE TRIGGER notify_billing AFTER INSERT ON "stripe_event" FOR EACH STATEMENT EXECUTE FUNCTION notify_billing();
