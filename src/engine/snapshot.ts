import type { State } from './engine.js'
import { cloneState } from './engine.js'

/** The state of an in-memory backend at one moment. Holds on to what it shares with the backend until it is let go. */
export class MemorySnapshot {
  readonly #state: State

  /** @internal */
  constructor(state: State) {
    this.#state = cloneState(state)
  }

  /**
   * A copy of the state, to be changed.
   *
   * @internal
   */
  open(): State {
    return cloneState(this.#state)
  }
}
