#!/bin/sh
# Run once by the Postgres image, on an empty volume: the role of the app, which owns nothing. The owner is POSTGRES_USER.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -v password="$APP_PASSWORD" <<'SQL'
CREATE ROLE mainsheet_app LOGIN PASSWORD :'password';
SQL
