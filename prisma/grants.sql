-- What the role that runs the app may do. Applied as the owner after every migration; safe to repeat. By hand:
--   psql "$MIGRATION_DATABASE_URL" -v app_role=mainsheet_app -f prisma/grants.sql
--
-- The owner of a table can drop its triggers, so triggers alone do not keep a journal. The app therefore runs as a
-- role that owns nothing and lacks the right to change or remove a fact. Which tables are facts is not listed here
-- once more: they are those the migrations made append-only with refuse_change().
SELECT set_config('mainsheet.app_role', :'app_role', false);

DO $$
DECLARE
  app text := current_setting('mainsheet.app_role');
  -- Fails when the function is missing: better no grants than a journal without protection.
  guard regproc := 'refuse_change'::regproc;
  relation record;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), app);
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', current_schema(), app);
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), app);
  FOR relation IN
    SELECT c.relname AS name, c.oid,
      -- Bit 0 of tgtype: for each row. Bits 3 and 4: on delete and on update.
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgfoid = guard AND t.tgtype & 1 = 1 AND t.tgtype & 24 = 24) AS is_fact
    FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
  LOOP
    IF relation.name = '_prisma_migrations' THEN
      EXECUTE format('GRANT SELECT ON %I TO %I', relation.name, app);
    ELSIF relation.is_fact THEN
      EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', relation.name, app);
    ELSIF relation.name = 'proposal' THEN
      -- A proposal's state moves; its content never does, and it is never deleted.
      EXECUTE format('GRANT SELECT, INSERT, UPDATE (state, version, maker_id) ON %I TO %I', relation.name, app);
    ELSE
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', relation.name, app);
    END IF;
  END LOOP;
END $$;

-- The job queue lives in a schema of its own, made by the worker library. Its tables let only their owner see a row
-- (row level security without a policy), so the app's role is given a policy of its own beside its rights.
DO $$
DECLARE
  app text := current_setting('mainsheet.app_role');
  relation record;
BEGIN
  IF to_regnamespace('graphile_worker') IS NULL THEN
    RETURN;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA graphile_worker TO %I', app);
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA graphile_worker TO %I', app);
  EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO %I', app);
  FOR relation IN SELECT c.relname AS name, c.relkind AS kind, c.relrowsecurity AS is_closed FROM pg_class c WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relkind IN ('r', 'v') LOOP
    IF relation.name = 'migrations' OR relation.kind = 'v' THEN
      EXECUTE format('GRANT SELECT ON graphile_worker.%I TO %I', relation.name, app);
    ELSE
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker.%I TO %I', relation.name, app);
    END IF;
    IF relation.is_closed THEN
      EXECUTE format('DROP POLICY IF EXISTS app_works_here ON graphile_worker.%I', relation.name);
      EXECUTE format('CREATE POLICY app_works_here ON graphile_worker.%I TO %I USING (true) WITH CHECK (true)', relation.name, app);
    END IF;
  END LOOP;
END $$;
