-- CreateIndex
CREATE INDEX "journal_entry_workspace_id_actor_sequence_idx" ON "journal_entry"("workspace_id", "actor", "sequence");

-- CreateIndex
CREATE INDEX "journal_entry_workspace_id_at_sequence_idx" ON "journal_entry"("workspace_id", "at", "sequence");

-- By hand, for the schema file knows no index of a function: what a row is about, and whose.
-- An imported policy is a change of policy, whatever way it came. Of text and of what stands in the row alone, so that both may be indexed.
CREATE FUNCTION "journal_topic"("kind" text, "body" jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN "kind" LIKE 'data.%' AND "body"->>'kind' = 'weights' THEN 'policy' ELSE split_part("kind", '.', 1) END
$$;
CREATE FUNCTION "journal_place"("subject" text, "subject_id" text, "body" jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce("body"->>'portfolio', CASE WHEN "subject" = 'portfolio' THEN "subject_id" END)
$$;
CREATE INDEX "journal_entry_topic_idx" ON "journal_entry" ("workspace_id", "journal_topic"("kind", "body"), "sequence");
CREATE INDEX "journal_entry_place_idx" ON "journal_entry" ("workspace_id", "journal_place"("subject", "subject_id", "body"), "sequence");
