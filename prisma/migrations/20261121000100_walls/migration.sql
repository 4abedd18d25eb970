-- Two roles do all the work and own nothing:
--   gridsky_app     serves tenants: sees the rows of the tenant that the transaction names, no others.
--   gridsky_system  authenticates, meters, rolls up and serves the operator: sees all rows.
-- Neither may change or delete a usage row, a grant or an audit entry. Deployment gives them log-in and password.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['gridsky_app', 'gridsky_system'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', role_name);
    EXCEPTION
      -- Roles belong to the whole cluster: another database's migration may have made it, even at this moment.
      WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END
$$;

-- The tenant of this transaction, set by asTenant(); null when none is set, and then no row fits.
CREATE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('gridsky.tenant_id', true), '')::uuid $$;

DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO gridsky_app, gridsky_system', current_schema());
END
$$;

-- Row-level security: one wall for the app role, one open door for the system role. FORCE binds the owner too.
DO $$
DECLARE
  wall record;
BEGIN
  FOR wall IN
    SELECT * FROM (VALUES
      ('tenant', 'id'), ('membership', 'tenant_id'), ('api_key', 'tenant_id'), ('plan_override', 'tenant_id'),
      ('usage_event', 'tenant_id'), ('usage_hour', 'tenant_id'), ('credit_account', 'tenant_id'),
      ('credit_grant', 'tenant_id'), ('credit_hold', 'tenant_id'), ('audit_entry', 'tenant_id')
    ) AS t (table_name, column_name)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', wall.table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', wall.table_name);
    EXECUTE format(
      'CREATE POLICY tenant_wall ON %I TO gridsky_app USING (%I = current_tenant_id()) WITH CHECK (%I = current_tenant_id())',
      wall.table_name, wall.column_name, wall.column_name);
    EXECUTE format('CREATE POLICY system_door ON %I TO gridsky_system USING (true) WITH CHECK (true)', wall.table_name);
  END LOOP;
END
$$;

-- Users belong to no tenant; a tenant sees its members only.
ALTER TABLE "app_user" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "app_user" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON "app_user" FOR SELECT TO gridsky_app USING (
  EXISTS (SELECT 1 FROM membership m WHERE m.user_id = app_user.id AND m.tenant_id = current_tenant_id())
);
CREATE POLICY system_door ON "app_user" TO gridsky_system USING (true) WITH CHECK (true);

-- What each role may do. Whatever is not named here is refused.
GRANT SELECT, INSERT, UPDATE, DELETE ON "tenant", "membership", "api_key", "plan", "plan_override", "model",
  "app_user", "session", "one_time_link", "usage_hour", "usage_rollup", "credit_account", "credit_hold" TO gridsky_system;
GRANT SELECT, INSERT ON "usage_event", "credit_grant", "audit_entry" TO gridsky_system;

GRANT SELECT ON "plan", "model", "plan_override", "usage_event", "usage_hour", "usage_rollup",
  "credit_account", "credit_grant", "credit_hold" TO gridsky_app;
GRANT SELECT, UPDATE (name) ON "tenant" TO gridsky_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership" TO gridsky_app;
GRANT SELECT, INSERT, UPDATE ON "api_key" TO gridsky_app;
GRANT SELECT, INSERT ON "audit_entry" TO gridsky_app;
-- Names and addresses of fellow members; never a password hash, a session or a link.
GRANT SELECT (id, email, name) ON "app_user" TO gridsky_app;

-- Append-only, whoever asks: also the owner.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "usage_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "usage_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Usage partitions: one a day. A UUIDv7 begins with 48 bits of Unix milliseconds.
CREATE FUNCTION uuid_at(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE
  AS $$ SELECT (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid $$;

CREATE TABLE "usage_event_default" PARTITION OF "usage_event" DEFAULT;

-- Makes the partitions of the given UTC days that don't exist yet; returns how many it made.
-- Owned by the migrating role, so that roles that own nothing can still call it.
CREATE FUNCTION ensure_usage_partitions(first_day date, days integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
DECLARE
  day date;
  partition_name text;
  made integer := 0;
BEGIN
  IF days > 400 THEN RAISE EXCEPTION 'at most 400 days at once'; END IF;
  -- One at a time: two processes may start in the same second.
  PERFORM pg_advisory_xact_lock(hashtext('gridsky.usage_partitions'));
  FOR day IN SELECT first_day + n FROM generate_series(0, days - 1) AS n LOOP
    partition_name := 'usage_event_' || to_char(day, 'YYYYMMDD');
    IF to_regclass(quote_ident(partition_name)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF usage_event FOR VALUES FROM (%L) TO (%L)', partition_name,
        uuid_at(day::timestamp AT TIME ZONE 'UTC'), uuid_at((day + 1)::timestamp AT TIME ZONE 'UTC'));
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END
$$;
REVOKE ALL ON FUNCTION ensure_usage_partitions(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_usage_partitions(date, integer) TO gridsky_system;
SELECT ensure_usage_partitions((now() AT TIME ZONE 'UTC')::date - 1, 9);

-- Money can't go below zero and can't appear or vanish.
ALTER TABLE "credit_account" ADD CONSTRAINT "credit_account_sum" CHECK (
  "available_nano" >= 0 AND "held_nano" >= 0 AND "settled_nano" >= 0
  AND "granted_nano" = "available_nano" + "held_nano" + "settled_nano"
);
ALTER TABLE "credit_grant" ADD CONSTRAINT "credit_grant_positive" CHECK ("amount_nano" > 0);
ALTER TABLE "credit_hold" ADD CONSTRAINT "credit_hold_positive" CHECK ("amount_nano" > 0);
ALTER TABLE "usage_event" ADD CONSTRAINT "usage_event_positive" CHECK ("inputs" >= 0 AND "tokens" >= 0 AND "cost_nano" >= 0);
ALTER TABLE "usage_rollup" ADD CONSTRAINT "usage_rollup_single" CHECK ("id" = 1);
INSERT INTO "usage_rollup" ("id", "closed_until") VALUES (1, date_trunc('hour', now()) - interval '1 hour');

-- Processes cache what a key may do; these notifications empty the cache in milliseconds.
-- Payload: `key:<hex of the secret's SHA-256>`, `tenant:<id>` or `all`.
CREATE FUNCTION notify_principal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  payload text;
  changed record;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  IF TG_TABLE_NAME = 'api_key' THEN payload := 'key:' || encode(changed.secret_hash, 'hex');
  ELSIF TG_TABLE_NAME = 'tenant' THEN payload := 'tenant:' || changed.id;
  ELSE payload := 'tenant:' || changed.tenant_id;
  END IF;
  PERFORM pg_notify('gridsky_principal', payload);
  RETURN NULL;
END
$$;
-- Not on last_used_at: writing it must not empty the cache that it was read from.
CREATE TRIGGER notify_principal AFTER INSERT OR DELETE OR UPDATE OF "secret_hash", "scope", "allowed_models", "allowed_cidrs",
  "requests_per_minute_max", "tokens_per_minute_max", "expires_at", "disabled_at", "revoked_at", "mode"
  ON "api_key" FOR EACH ROW EXECUTE FUNCTION notify_principal();
CREATE TRIGGER notify_principal AFTER UPDATE OR DELETE ON "tenant" FOR EACH ROW EXECUTE FUNCTION notify_principal();
CREATE TRIGGER notify_principal AFTER INSERT OR UPDATE OR DELETE ON "plan_override" FOR EACH ROW EXECUTE FUNCTION notify_principal();

CREATE FUNCTION notify_all_principals() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN PERFORM pg_notify('gridsky_principal', 'all'); RETURN NULL; END $$;
CREATE TRIGGER notify_principal AFTER UPDATE ON "plan" FOR EACH STATEMENT EXECUTE FUNCTION notify_all_principals();

CREATE FUNCTION notify_models() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN PERFORM pg_notify('gridsky_models', 'all'); RETURN NULL; END $$;
CREATE TRIGGER notify_models AFTER INSERT OR UPDATE OR DELETE ON "model" FOR EACH STATEMENT EXECUTE FUNCTION notify_models();
