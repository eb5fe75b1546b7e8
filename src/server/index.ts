export type { ListenOptions, ServerOptions } from './options.js'
export { createServer } from './server.js'
export type { Server, ServerAddress } from './server.js'
export type { Credentials } from './signature/verifier.js'
