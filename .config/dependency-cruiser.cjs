// The rooms of src/ and what each may import.
const rooms = {
  core: [],
  protocol: ['core'],
  keys: ['core', 'protocol'],
  schema: ['core', 'protocol', 'keys'],
  marshalling: ['core', 'protocol', 'keys', 'schema'],
  expressions: ['core', 'protocol', 'keys', 'schema', 'marshalling'],
  repository: ['core', 'protocol', 'keys', 'schema', 'marshalling', 'expressions'],
  backends: ['core', 'protocol'],
  streams: ['core', 'protocol', 'keys', 'schema', 'marshalling'],
  engine: ['core', 'protocol'],
  server: ['core', 'protocol', 'engine'],
  testing: ['core', 'protocol', 'schema', 'marshalling', 'repository', 'backends', 'engine', 'server'],
  cli: [
    'core',
    'protocol',
    'keys',
    'schema',
    'marshalling',
    'expressions',
    'repository',
    'backends',
    'engine',
    'server',
  ],
}

/** What may be imported from another room: its index; any file of core and protocol; the entries of backends. */
const faces = ['^src/[^/]+/index\\.ts$', '^src/(core|protocol)/', '^src/backends/[^/]+\\.ts$']

/** The rooms that `monotable` itself is made of. */
const mapper = ['keys', 'schema', 'marshalling', 'expressions', 'repository']

const roomRules = Object.entries(rooms).map(([room, mayImport]) => ({
  name: `room-${room}`,
  severity: 'error',
  comment: `${room} may import ${mayImport.length === 0 ? 'no other room' : mayImport.join(', ')}.`,
  from: { path: `^src/${room}/` },
  to: { path: '^src/[^/]+/', pathNot: `^src/(${[room, ...mayImport].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'known-room',
      severity: 'error',
      comment: 'A new room needs a row in the table of rooms, in this file.',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(rooms).join('|')})/` },
      to: {},
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Import cycles, type-only imports included, tie files together that should be understood apart.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'through-the-index',
      severity: 'error',
      comment: "Between rooms, import the room's index.ts.",
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', ...faces] },
    },
    {
      name: 'index-of-the-mapper',
      severity: 'error',
      comment:
        'src/index.ts gathers what the rooms of the mapper offer; the others have subpaths of their own.',
      from: { path: '^src/index\\.ts$' },
      to: {
        path: '^src/[^/]+/',
        pathNot: [`^src/(${mapper.join('|')})/index\\.ts$`, '^src/(core|protocol)/'],
      },
    },
    {
      name: 'not-the-package-itself',
      severity: 'error',
      comment: 'Nothing under src/*/ imports src/index.ts, by path or by the name of the package.',
      from: { path: '^src/[^/]+/' },
      to: { path: '^(src/index\\.ts$|monotable(/|$))' },
    },
    {
      name: 'src-alone',
      severity: 'error',
      comment: 'What is published imports nothing of the checkout but src.',
      from: { path: '^src/' },
      to: { pathNot: '^src/', dependencyTypes: ['local'] },
    },
    {
      name: 'any-runtime',
      severity: 'error',
      comment:
        'Mapper and engine run on any JavaScript runtime: no node:* outside backends, server, cli, testing.',
      from: { path: '^src/', pathNot: '^src/(backends|server|cli|testing)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'zod-in-schema',
      severity: 'error',
      comment:
        'Only schema touches zod at run time; its attribute model carries what others need. Files that the command reads are no schemas: zod checks their form.',
      from: {
        path: '^src/',
        pathNot: '^src/(schema/|cli/(config/config|check/lock|init/model)-schema\\.ts$)',
      },
      to: { path: '(^|/)zod(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sdk-in-its-adapter',
      severity: 'error',
      comment: 'A program that uses the engine never loads the SDK, and declarations need no peer.',
      from: { path: '^src/', pathNot: '^src/(backends/aws|cli/live/live-backend)\\.ts$' },
      to: { path: '(^|/)@(aws-sdk|smithy|aws-crypto)/' },
    },
    {
      name: 'types-only-packages',
      severity: 'error',
      comment: 'ts-toolbelt is a library of types: there is nothing in it to run.',
      from: { path: '^src/' },
      to: { path: '(^|/)ts-toolbelt(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'published-dependencies',
      severity: 'error',
      comment: 'What src imports must be a dependency or a peer: a user has no development dependencies.',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'npm-peer'],
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere, or is written without its .js ending.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Type-only imports count: a cycle of types ties files together as well.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
}
