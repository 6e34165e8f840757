/** Who may import whom. The walls of the house; the reasons are in ARCHITECTURE.md. */
const from = (path, pathNot) => ({ path, pathNot: ['\\.(test|fixture)\\.tsx?$', ...(pathNot ?? [])] });

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'core-imports-nothing', severity: 'error', from: from('^src/core/'), to: { path: '^src/(?!core/)' } },
    {
      name: 'a-provider-imports-core-alone',
      severity: 'error',
      from: from('^src/providers/([^/]+)/', ['simulator\\.ts$']),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/providers/$1/'] },
    },
    {
      name: 'a-room-imports-core-and-providers-alone',
      severity: 'error',
      from: from('^src/endpoints/([^/]+)/', ['simulator\\.ts$']),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/providers/', '^src/endpoints/$1/'] },
    },
    {
      name: 'a-room-knows-no-mechanism',
      severity: 'error',
      from: from('^src/(endpoints|providers|core)/'),
      to: { path: 'node_modules/(fastify|undici|kysely|pg|pino|prom-client|@electric-sql)' },
    },
    {
      name: 'a-simulated-wire-does-not-know-our-answers',
      severity: 'error',
      from: from('^src/(endpoints|providers)/.*simulator\\.ts$'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/simulator/', '^src/providers/', 'simulat'] },
    },
    {
      name: 'simulator-is-outside-the-gateway',
      severity: 'error',
      from: from('^src/simulator/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/simulator/'] },
    },
    {
      name: 'platform-has-no-domain',
      severity: 'error',
      from: from('^src/platform/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/platform/'] },
    },
    {
      name: 'records-are-the-only-sql',
      severity: 'error',
      from: from('^src/(?!records/|platform/database/|instance/|commands/)'),
      to: { path: 'node_modules/(kysely|pg)/' },
    },
    {
      name: 'records-import-core-and-platform',
      severity: 'error',
      from: from('^src/records/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/platform/', '^src/records/'] },
    },
    {
      name: 'the-gateway-does-not-know-the-rooms',
      severity: 'error',
      from: from('^src/gateway/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/gateway/'] },
    },
    {
      name: 'the-portal-reads-cards-and-nothing-of-the-corridor',
      severity: 'error',
      from: from('^src/portal/'),
      to: {
        path: '^src/',
        pathNot: [
          '^src/core/',
          '^src/papers/',
          '^src/portal/',
          '^src/platform/',
          '^src/records/',
          '^src/watch/',
          '^src/letters/',
          '^src/accounts/',
          '^src/support/',
          '^src/habilitations/',
        ],
      },
    },
    {
      name: 'papers-say-what-rooms-are',
      severity: 'error',
      from: from('^src/papers/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/papers/'] },
    },
    {
      name: 'accounts-read-what-is-kept',
      severity: 'error',
      from: from('^src/accounts/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/accounts/', '^src/records/'] },
    },
    {
      name: 'support-reads-what-is-kept',
      severity: 'error',
      from: from('^src/support/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/support/', '^src/records/'] },
    },
    {
      name: 'subscribing-is-beside-what-is-subscribed-to',
      severity: 'error',
      from: from('^src/subscribing/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/subscribing/', '^src/records/'] },
    },
    {
      name: 'letters-know-records-and-subscribing-alone',
      severity: 'error',
      from: from('^src/letters/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/letters/', '^src/subscribing/', '^src/records/'] },
    },
    {
      name: 'watching-reads-what-is-kept',
      severity: 'error',
      from: from('^src/watch/'),
      to: {
        path: '^src/',
        pathNot: [
          '^src/core/',
          '^src/watch/',
          '^src/records/',
          '^src/subscribing/',
          '^src/gateway/open-answer\\.ts$',
          '^src/platform/database/away\\.ts$',
        ],
      },
    },
    {
      name: 'habilitations-read-what-is-kept',
      severity: 'error',
      from: from('^src/habilitations/'),
      to: { path: '^src/', pathNot: ['^src/core/', '^src/habilitations/', '^src/records/'] },
    },
    {
      name: 'no-portal-room-imports-another',
      severity: 'error',
      from: from('^src/portal/(?!shared|views)([^/]+)/'),
      to: { path: '^src/portal/(?!shared/|views/)([^/]+)/', pathNot: '^src/portal/$1/' },
    },
    {
      name: 'outgoing-http-leaves-by-the-wire-or-as-webhooks',
      severity: 'error',
      from: from('^src/(?!platform/(provider-wire|outgoing)/)'),
      to: { path: 'node_modules/undici/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
