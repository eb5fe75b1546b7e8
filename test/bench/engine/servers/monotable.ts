import { createServer } from '../../../../src/server/index.js'
import { report } from './measured.js'

const { port } = await createServer().listen({ port: 0 })
report(port)
