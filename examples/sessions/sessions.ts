import type { Clock, Database, Item } from 'monotable'
import type { Session, entities } from './schema.js'

export type SessionDatabase = Database<typeof entities>

/** Begins a session, and refuses a token that is in use. */
export function logIn(
  db: SessionDatabase,
  clock: Clock,
  session: { readonly token: string; readonly userName: string; readonly device: string },
  minutes: number,
): Promise<Item<typeof Session>> {
  const now = clock.now()
  return db.sessions.create({
    ...session,
    startedAt: new Date(now),
    expiresAt: new Date(now + minutes * 60_000),
  })
}

/** Whose session it is; undefined where there is none, or none any more. Read as it was written last. */
export async function whoIs(db: SessionDatabase, token: string): Promise<string | undefined> {
  const session = await db.sessions.get({ token }, { consistent: true })
  return session?.userName
}

export async function logOut(db: SessionDatabase, token: string): Promise<void> {
  await db.sessions.delete({ token })
}

/**
 * Ends every session of a user, page by page, twenty-five in a request. What DynamoDB leaves over is sent again; what is
 * left over after all attempts is an `UnprocessedError`, and calling this again goes on.
 */
export async function logOutEverywhere(db: SessionDatabase, userName: string): Promise<number> {
  let count = 0
  let cursor: string | undefined
  do {
    const page = await db.sessions.query.byUser({ userName }).from(cursor).page()
    await db.sessions.deleteMany(page.items)
    count += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined)
  return count
}
