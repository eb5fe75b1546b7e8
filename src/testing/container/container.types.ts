/** Which DynamoDB runs in the container. */
export interface ContainerOptions {
  /**
   * The image, with its tag. Default: what `MONOTABLE_CONTAINER_IMAGE` says, or the DynamoDB Local that this release was
   * tested with. An image whose name has `scylla` in it is started as ScyllaDB with Alternator.
   */
  readonly image?: string | undefined
}

/** A container that runs, and who looks after it. */
export interface RunningContainer {
  readonly id: string
  /** What a client of the SDK takes as `endpoint`. */
  readonly endpoint: string
  /** The process that stops the container when nobody needs it any more. */
  readonly warden: number
}
