import { defineConfig } from 'prisma/config';

// For Prisma's own command. The desk itself applies the same migrations through scripts/lib/migrate.mjs.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.MIGRATION_DATABASE_URL || process.env.DATABASE_URL || 'postgresql://127.0.0.1:5432/mainsheet' },
});
