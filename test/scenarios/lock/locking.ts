import type { Clock, Database, Item } from 'monotable'
import type { Lock, entities } from './schema.js'

export type LockDatabase = Database<typeof entities>
export type Held = Item<typeof Lock>

/** Locks that others see too: held for a while, given up, or lost by doing nothing. */
export class Locker {
  readonly #db: LockDatabase
  readonly #clock: Clock
  readonly #owner: string
  readonly #seconds: number

  constructor(db: LockDatabase, clock: Clock, owner: string, seconds: number) {
    this.#db = db
    this.#clock = clock
    this.#owner = owner
    this.#seconds = seconds
  }

  /** Takes the lock if it is free or has expired; otherwise tells who has it, which the refusal says. */
  async acquire(resource: string, purpose: string): Promise<{ isMine: boolean; holder: Held | undefined }> {
    const attempt = await this.#db.locks.attempt.create({
      resource,
      purpose,
      owner: this.#owner,
      expiresAt: this.#expiry(),
    })
    if (attempt.ok) return { isMine: true, holder: attempt.value }
    if (attempt.error.code !== 'repository.exists') throw attempt.error
    return { isMine: false, holder: attempt.error.details.stored }
  }

  /** Holds it for longer; false where it is no longer held. */
  async renew(resource: string): Promise<boolean> {
    const attempt = await this.#db.locks.attempt.update(
      { resource },
      { set: { expiresAt: this.#expiry() } },
      { where: (lock, { eq }) => eq(lock.owner, this.#owner) },
    )
    return attempt.ok
  }

  /** Gives it up, if it is still held. */
  async release(resource: string): Promise<boolean> {
    const attempt = await this.#db.locks.attempt.delete(
      { resource },
      { where: (lock, { eq }) => eq(lock.owner, this.#owner) },
    )
    return attempt.ok
  }

  #expiry(): Date {
    return new Date(this.#clock.now() + this.#seconds * 1000)
  }
}
