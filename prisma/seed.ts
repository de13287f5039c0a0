import { connect } from '../lib/server/db/client';
import { databaseUrl } from '../lib/server/env';
import { seedSampleDesk } from '../lib/server/use-cases/seed-sample-desk';

const db = connect(databaseUrl());
try {
  await seedSampleDesk(db, (line) => console.log(line));
} finally {
  await db.$disconnect();
}
