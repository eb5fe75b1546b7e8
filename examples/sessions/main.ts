/* A run through the example: `node --import tsx examples/sessions/main.ts`. */
import { randomBytes } from 'node:crypto'
import type { Clock } from 'monotable'
import { createDatabase } from 'monotable'
import { memory } from 'monotable/memory'
import { entities } from './schema.js'
import { logIn, logOut, logOutEverywhere, whoIs } from './sessions.js'

let now = Date.now()
const clock: Clock = { now: () => now, sleep: async () => {} }
const db = createDatabase({ backend: memory({ clock }), entities, clock })
await db.createTables()

const tokens = Array.from({ length: 60 }, () => randomBytes(16).toString('base64url'))
for (const [at, token] of tokens.entries())
  await logIn(db, clock, { token, userName: at < 50 ? 'ada' : 'bob', device: `device ${at}` }, 30)

const [first = '', second = ''] = tokens
console.log('logged in:', await whoIs(db, first))
await logOut(db, first)
console.log('logged out:', await whoIs(db, first))
console.log('ended everywhere:', await logOutEverywhere(db, 'ada'))
console.log('a session of hers:', await whoIs(db, second))

now += 31 * 60_000
console.log('bob, half an hour later:', await whoIs(db, tokens.at(-1) ?? ''))
