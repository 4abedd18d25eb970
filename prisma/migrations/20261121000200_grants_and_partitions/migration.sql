-- Grants are append-only like usage and audit, whoever asks. The roles have no right to change one, but deleting a tenant
-- takes its grants along in the name of their owner.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "credit_grant" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "credit_grant" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Makes the partitions of the given UTC days that don't exist yet; returns how many it made. A day whose first rows came
-- before its partition keeps all its rows in the default one: PostgreSQL refuses such a partition, and one such day
-- must not keep the days after it from theirs.
CREATE OR REPLACE FUNCTION ensure_usage_partitions(first_day date, days integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
DECLARE
  day date;
  partition_name text;
  first_id uuid;
  end_id uuid;
  made integer := 0;
BEGIN
  IF days > 400 THEN RAISE EXCEPTION 'at most 400 days at once'; END IF;
  -- One at a time: two processes may start in the same second.
  PERFORM pg_advisory_xact_lock(hashtext('gridsky.usage_partitions'));
  FOR day IN SELECT first_day + n FROM generate_series(0, days - 1) AS n LOOP
    partition_name := 'usage_event_' || to_char(day, 'YYYYMMDD');
    CONTINUE WHEN to_regclass(quote_ident(partition_name)) IS NOT NULL;
    first_id := uuid_at(day::timestamp AT TIME ZONE 'UTC');
    end_id := uuid_at((day + 1)::timestamp AT TIME ZONE 'UTC');
    -- Asked first, by index: finding out from the refusal would lock the table while it reads the whole default partition.
    CONTINUE WHEN EXISTS (SELECT 1 FROM usage_event_default WHERE id >= first_id AND id < end_id);
    BEGIN
      EXECUTE format('CREATE TABLE %I PARTITION OF usage_event FOR VALUES FROM (%L) TO (%L)', partition_name, first_id, end_id);
      made := made + 1;
    EXCEPTION
      -- A row came between the question and the lock.
      WHEN check_violation THEN NULL;
    END;
  END LOOP;
  RETURN made;
END
$$;
