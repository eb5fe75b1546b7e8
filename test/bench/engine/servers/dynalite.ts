import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { report } from './measured.js'

// It has no declarations.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: object) => Server
const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.listen(0, '127.0.0.1', () => report((server.address() as AddressInfo).port))
