export { disableStream, enableStream } from './stream-registry.js'
