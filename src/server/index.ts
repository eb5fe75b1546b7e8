export { createServer } from './server.js'
export type { ListenOptions, Server, ServerAddress, ServerOptions } from './server.js'
export type { Credentials } from './signature/verifier.js'
