/**
 * Who may import whom. The house rules of docs/ARCHITECTURE.md, checked on every test run.
 */
const stages = [
  ['base'],
  ['series'],
  ['stats', 'market'],
  ['indicators'],
  ['signals'],
  ['tilts'],
  ['holdings'],
  ['rebalancing'],
  ['costs'],
  ['targets'],
  ['models'],
  ['proposals'],
  ['decide'],
  ['what-if'],
  ['backtest'],
];

const core = (names) => `^lib/core/(${names.join('|')})(/|\\.ts$)`;

/** A stage may use any earlier stage, none later, and not its sibling. */
const stageRules = stages.flatMap((names, index) =>
  names.map((name) => ({
    name: `core-${name}-uses-only-earlier-stages`,
    severity: 'error',
    from: { path: core([name]), pathNot: '\\.test\\.ts$' },
    to: {
      path: '^lib/core/',
      pathNot: [core([...stages.slice(0, index).flat(), name]), '^lib/core/[^/]+/schema\\.ts$'],
    },
  })),
);

const siblings = (folder) => ({
  name: `no-sibling-imports-in-${folder.replaceAll('/', '-')}`,
  severity: 'error',
  from: { path: `^${folder}/([^/]+)/`, pathNot: '\\.test\\.ts$' },
  to: { path: `^${folder}/[^/]+/`, pathNot: `^${folder}/$1/` },
});

module.exports = {
  forbidden: [
    ...stageRules,
    siblings('lib/core/models'),
    siblings('lib/server/connectors'),
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'No React, Next, Prisma or Node in core; zod only in schema files.',
      from: { path: '^lib/core/', pathNot: '(\\.test\\.ts|/testing/)' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'compute-is-free-of-zod',
      severity: 'error',
      from: { path: '^lib/core/', pathNot: ['schema\\.ts$', '\\.test\\.ts$'] },
      to: { path: 'node_modules/zod/' },
    },
    { name: 'core-imports-itself', severity: 'error', from: { path: '^lib/core/' }, to: { path: '^(app|components|e2e|lib/(server|cli|format))/' } },
    { name: 'format-imports-base', severity: 'error', from: { path: '^lib/format/' }, to: { path: '^(app|components|lib/(server|cli))/|^lib/core/(?!base/)' } },
    { name: 'components-stay-pure', severity: 'error', from: { path: '^components/' }, to: { path: '^(app|lib/(server|cli))/' } },
    { name: 'server-knows-no-rooms', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components)/' } },
    { name: 'command-line-is-an-edge', severity: 'error', from: { path: '^(app|components|lib/(core|server|format))/' }, to: { path: '^lib/cli/' } },
    {
      name: 'app-reaches-the-server-through-use-cases-and-auth',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/server/', pathNot: '^lib/server/(use-cases|auth|api)/' },
    },
    { name: 'only-charts-import-recharts', severity: 'error', from: { pathNot: '^components/charts/' }, to: { path: 'node_modules/recharts/' } },
    {
      name: 'only-db-imports-prisma',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/server/(db|testing)/' },
      to: { path: '(node_modules/@prisma/|node_modules/pg/|^lib/server/db/generated/)' },
    },
    { name: 'nothing-imports-app', severity: 'error', from: { pathNot: '^app/' }, to: { path: '^app/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|lib/server/db/generated' },
    exclude: { path: '^\\.next/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
