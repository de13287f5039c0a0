/** A table whose rows of one workspace go into an archive. */
export interface ArchivedTable {
  readonly name: string;
  /** Which rows, as a condition on `t`; `$1` is the workspace. Without it: those that bear the workspace. */
  readonly where?: string;
  /** In an order in which a row comes after those of its own table that it points to. */
  readonly order: string;
}

const ofSeries = 't."series_id" IN (SELECT "id" FROM "series" WHERE "workspace_id" = $1::uuid)';
const ofBatch = 't."batch_id" IN (SELECT "id" FROM "import_batch" WHERE "workspace_id" = $1::uuid)';
/** Everybody who belongs to the desk or ever did something at it, so that no signature loses its name. */
const hasActed = 't."id" IN (SELECT "user_id" FROM "member" WHERE "workspace_id" = $1::uuid UNION SELECT "actor" FROM "journal_entry" WHERE "workspace_id" = $1::uuid)';

/** What an archive holds, in an order in which every row comes after those that it points to. */
export const ARCHIVED: readonly ArchivedTable[] = [
  { name: 'user', where: hasActed, order: '"id"' },
  { name: 'workspace', where: 't."id" = $1::uuid', order: '"id"' },
  { name: 'model_version', order: '"id"' },
  { name: 'portfolio', order: '"id"' },
  { name: 'member', order: '"id"' },
  { name: 'portfolio_watch', order: '"portfolio_id"' },
  { name: 'series', order: '"id"' },
  { name: 'import_batch', order: '"id"' },
  { name: 'import_confirmation', where: ofBatch, order: '"batch_id", "confirms"' },
  { name: 'import_template', order: '"id"' },
  { name: 'price', where: ofSeries, order: '"series_id", "date", "recorded_at"' },
  { name: 'observation', where: ofSeries, order: '"series_id", "period", "known_at", "recorded_at"' },
  { name: 'asset_class', order: '"id"' },
  { name: 'instrument', order: '"id"' },
  { name: 'policy_version', order: '"portfolio_id", "version"' },
  { name: 'policy_line', order: '"policy_version_id", "position"' },
  { name: 'policy_group_limit', order: '"policy_version_id", "group"' },
  { name: 'statement', order: '"id"' },
  { name: 'recommendation', order: '"id"' },
  { name: 'recommendation_line', order: '"recommendation_id", "position"' },
  { name: 'recommendation_reading', order: '"recommendation_id", "indicator", "asset_class_id"' },
  { name: 'recommendation_step', order: '"recommendation_id", "position", "asset_class_id"' },
  { name: 'proposal', order: '"portfolio_id", "number"' },
  { name: 'proposal_line', order: '"proposal_id", "position"' },
  { name: 'proposal_trade', order: '"proposal_id", "position"' },
  { name: 'proposal_check', order: '"proposal_id", "position"' },
  { name: 'proposal_decision', order: '"id"' },
  { name: 'proposal_action', order: '"id"' },
  { name: 'transaction', order: '"portfolio_id", "sequence"' },
  { name: 'notice', order: '"id"' },
  { name: 'journal_entry', order: '"sequence"' },
  { name: 'backtest_run', order: '"id"' },
  { name: 'named_run', order: '"id"' },
  { name: 'trial', order: '"id"' },
  { name: 'subscription', order: '"id"' },
];

/** What an archive leaves out, and why. A new table stands in one of the two lists, or a test says so. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  _prisma_migrations: 'belongs to the installation',
  account: 'holds the hashes of passwords; people get a new one by a link',
  session: 'who is signed in here is not signed in elsewhere',
  verification: 'belongs to signing in',
  access_link: 'a one-time link opens the desk it was made for, on the machine it was made on',
  api_token: 'opens this installation alone',
  batch_series: 'is noted again by the store as rows are put back',
  connector_key: 'is sealed with the key of this installation',
  source_state: 'says how sources behave towards this machine',
  mail: 'is sent from this installation, and from no other once more',
  mail_choice: 'is chosen anew, so that a desk put back beside its first writes to nobody twice',
  job: 'is work of this machine',
  job_worker: 'is a process of this machine',
};

/** Numbers that this installation gave out: on another they may be taken, and are moved together. */
export const NUMBERED = {
  series: { sequenceOf: 'id', columns: { series: ['id'], price: ['series_id'], observation: ['series_id'], asset_class: ['analytics_series_id'], instrument: ['valuation_series_id'] } },
  import_batch: {
    sequenceOf: 'id',
    columns: {
      import_batch: ['id', 'undoes'], import_confirmation: ['batch_id', 'confirms'], price: ['batch_id'], observation: ['batch_id'],
      policy_version: ['batch_id'], statement: ['batch_id'], transaction: ['batch_id'],
    },
  },
} as const satisfies Readonly<Record<string, { readonly sequenceOf: string; readonly columns: Readonly<Record<string, readonly string[]>> }>>;
