-- AlterTable
ALTER TABLE "tenant" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "deletion_due_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "member_role" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "invited_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_tenant_id_idx" ON "invitation"("tenant_id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_action_idx" ON "audit_entry"("actor_id", "action");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_user_id_fkey" FOREIGN KEY ("invited_by_user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Prisma can't describe a partial index: one open invitation an address.
CREATE UNIQUE INDEX "invitation_open_key" ON "invitation" ("tenant_id", "email") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;

ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "invitation" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON "invitation" TO gridsky_app
  USING (tenant_id = current_tenant_id()) WITH CHECK (tenant_id = current_tenant_id());
CREATE POLICY system_door ON "invitation" TO gridsky_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON "invitation" TO gridsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "invitation" TO gridsky_system;

-- A tenant asks for its own deletion and takes the request back; that it is carried out is the system role's.
GRANT UPDATE (deletion_due_at) ON "tenant" TO gridsky_app;
-- A tenant that is carried out keeps its row, for the ledger refers to it, and is never due again.
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_deleted_once" CHECK ("deleted_at" IS NULL OR "deletion_due_at" IS NULL);

-- Audit entries stay append-only, with one exception: of a tenant that is deleted, what was personal (address, before,
-- after) may be taken out. Who did what and when stays, by id.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.ip IS NULL
    AND (NEW.id, NEW.created_at, NEW.tenant_id, NEW.actor_type, NEW.action, NEW.target_type, NEW.target_id)
      = (OLD.id, OLD.created_at, OLD.tenant_id, OLD.actor_type, OLD.action, OLD.target_type, OLD.target_id)
    AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id
    AND EXISTS (SELECT 1 FROM tenant WHERE id = OLD.tenant_id AND deleted_at IS NOT NULL)
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'table audit_entry is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
DROP TRIGGER append_only ON "audit_entry";
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
GRANT UPDATE (before, after, ip) ON "audit_entry" TO gridsky_system;
