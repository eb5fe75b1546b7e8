import { MonotableError } from '../../core/errors.js'
import type { ContainerDefinition } from './container-definition.js'

/**
 * Starts a container, or finds the one that runs already for the same owner.
 *
 * @throws MonotableError `testing.testcontainers`, `testing.container-engine`, `testing.container`.
 */
export async function startContainer(
  definition: ContainerDefinition,
  owner: string,
): Promise<{ readonly id: string; readonly endpoint: string }> {
  const { GenericContainer, Wait } = await library()
  await engine()
  const { image, command, environment, port, startupMilliseconds } = definition
  try {
    const started = await new GenericContainer(image)
      .withCommand([...command])
      .withEnvironment({ ...environment })
      .withLabels({ 'monotable.owner': owner })
      .withExposedPorts(port)
      .withWaitStrategy(Wait.forHttp('/', port).forStatusCodeMatching(() => true))
      .withStartupTimeout(startupMilliseconds)
      // Found again by its definition and owner; and no Ryuk is started for it, whose image would have to be fetched as well.
      .withReuse()
      .start()
    return { id: started.getId(), endpoint: `http://${started.getHost()}:${started.getMappedPort(port)}` }
  } catch (cause) {
    throw new MonotableError(
      'testing.container',
      `A container of ${image} could not be started: ${textOf(cause)}. Look whether the image can be pulled, or name another in MONOTABLE_CONTAINER_IMAGE.`,
      { image },
      { cause },
    )
  }
}

/** Ends a container; one that is gone is no error. */
export async function removeContainer(id: string): Promise<void> {
  const { container: containers } = await engine()
  const container = containers.getById(id)
  await containers.stop(container, { timeout: 0 }).catch(() => undefined)
  await containers.remove(container, { removeVolumes: true }).catch(() => undefined)
}

async function library() {
  try {
    return await import('testcontainers')
  } catch (cause) {
    throw new MonotableError(
      'testing.testcontainers',
      "Tests on a container need testcontainers: npm install --save-dev testcontainers, or use backend: 'memory'",
      {},
      { cause },
    )
  }
}

async function engine() {
  const { getContainerRuntimeClient } = await library()
  try {
    return await getContainerRuntimeClient()
  } catch (cause) {
    throw new MonotableError(
      'testing.container-engine',
      `No container engine answers (${textOf(cause)}): start Docker or Podman, set DOCKER_HOST, or use MONOTABLE_BACKEND=memory`,
      {},
      { cause },
    )
  }
}

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
