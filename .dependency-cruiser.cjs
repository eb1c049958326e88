/** Who may import whom: a layer its own files, and those of the layers that stand beside it here. */
const LAYERS = {
  domain: [],
  figures: ['domain'],
  flows: ['domain', 'figures'],
  classify: ['domain'],
  org: ['domain'],
  store: ['domain'],
  text: ['domain', 'figures', 'flows'],
  demands: ['domain', 'classify'],
  queries: ['domain', 'figures', 'flows', 'classify', 'demands', 'store'],
  files: ['domain'],
  reports: [],
  actions: [
    ...['domain', 'figures', 'flows', 'classify', 'demands', 'org', 'store', 'text', 'queries'],
  ],
  telegram: ['domain', 'flows', 'store', 'text', 'queries', 'actions', 'reports', 'files'],
  jobs: ['domain', 'store', 'queries', 'actions'],
  http: ['domain', 'store', 'queries', 'actions'],
  sandbox: [],
}

/** Layers that keep what a flow works with: they may name its types, not call it. */
const TYPES = {
  store: ['figures', 'flows', 'reports'],
  classify: ['flows'],
  text: ['reports'],
  actions: ['reports'],
}

/** Values in, values out: no package, nothing of Node, not even their types. */
const PURE = ['domain', 'figures', 'flows']

/** Packages that only some layers may use; the others may name their types. */
const RESERVED = {
  '@prisma/': ['store', 'queries'],
  '@resvg/resvg-js': ['reports'],
  echarts: ['reports'],
  fastify: ['http', 'sandbox'],
  grammy: ['telegram'],
  i18next: ['text'],
  pg: ['store', 'queries'],
  yaml: ['org'],
}

/** They wire the layers; nobody imports them. */
const ENTRIES = ['app', 'main', 'run', 'sandbox-mode']

/** They are for the entries; the layers may name their types. */
const SHARED = ['config', 'log']

const GENERATED = '^src/store/generated/'
const oneOf = (names) => `(${names.join('|')})`

module.exports = {
  forbidden: [
    ...Object.entries(LAYERS).flatMap(([layer, inner]) => {
      const known = [layer, ...inner]
      const named = [...known, ...(TYPES[layer] ?? [])]
      return [known, named].map((layers, index) => ({
        name: index === 0 ? `${layer}-uses-inner-layers` : `${layer}-names-inner-layers`,
        comment: `src/${layer} may import ${known.join(', ')}; types also of ${named.join(', ')}.`,
        severity: 'error',
        from: { path: `^src/${layer}/`, pathNot: GENERATED },
        to: {
          path: '^src/[^/]+/',
          pathNot: `^src/${oneOf(layers)}/`,
          ...(index === 0 && { dependencyTypesNot: ['type-only'] }),
        },
      }))
    }),
    {
      name: 'pure-layers-name-no-packages',
      severity: 'error',
      from: { path: `^src/${oneOf(PURE)}/` },
      to: { pathNot: '^src/' },
    },
    ...Object.entries(RESERVED).map(([name, layers]) => ({
      name: `${name.replace(/\W/g, '')}-has-its-door`,
      comment: `Only ${layers.join(', ')} may use ${name}.`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${oneOf(layers)}/` },
      to: { path: `node_modules/${name.replace(/\/?$/, '/')}`, dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'rows-have-their-door',
      comment: "Prisma's generated client is used in store and queries only.",
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store|queries)/' },
      to: { path: GENERATED },
    },
    {
      name: 'nobody-imports-an-entry',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/${oneOf(ENTRIES)}\\.ts$` },
      to: { path: `^src/${oneOf(ENTRIES)}\\.ts$` },
    },
    {
      name: 'settings-and-log-are-handed-in',
      comment: 'Only the entries read them; a layer gets what it needs as a value.',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: `^src/${oneOf(SHARED)}\\.ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/', pathNot: GENERATED },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-development-tools-at-run-time',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'every-import-is-found',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
}
