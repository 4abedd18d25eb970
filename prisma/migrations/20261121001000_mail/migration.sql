-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "sealed" BYTEA,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- Prisma can't describe a partial index: the sender looks at what waits, however much was sent.
CREATE INDEX "mail_waiting_idx" ON "mail" ("next_attempt_at") WHERE "sealed" IS NOT NULL;

-- A tenant's change may cause a mail (an invitation), but a tenant reads none: the app role inserts and no more.
ALTER TABLE "mail" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mail" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON "mail" FOR INSERT TO gridsky_app WITH CHECK (true);
CREATE POLICY system_door ON "mail" TO gridsky_system USING (true) WITH CHECK (true);
GRANT INSERT ON "mail" TO gridsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "mail" TO gridsky_system;

-- Tells the sender at commit, so that a mail leaves at once and not at the next look.
CREATE FUNCTION notify_mail() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN PERFORM pg_notify('gridsky_mail', ''); RETURN NULL; END $$;
CREATE TRIGGER notify_mail AFTER INSERT ON "mail" FOR EACH STATEMENT EXECUTE FUNCTION notify_mail();
