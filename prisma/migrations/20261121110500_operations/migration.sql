-- CreateTable
CREATE TABLE "serving_process" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "facts" JSONB NOT NULL,

    CONSTRAINT "serving_process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_state" (
    "name" TEXT NOT NULL,
    "every_seconds" INTEGER NOT NULL,
    "last_started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_succeeded_at" TIMESTAMPTZ(3),
    "last_failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "took_ms" INTEGER,
    "result" JSONB,

    CONSTRAINT "job_state_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "audit_entry_created_at_idx" ON "audit_entry"("created_at");

-- Of the platform, not of any tenant: the app role has no business here.
GRANT SELECT, INSERT, UPDATE, DELETE ON "serving_process", "job_state" TO gridsky_system;

-- The operator area says which migrations are applied. The table is Prisma's own and is not there in every shadow database.
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON "_prisma_migrations" TO gridsky_system;
  END IF;
END
$$;
