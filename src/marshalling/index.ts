export type { Codec } from './compile-codec.js'
export { compileCodec } from './compile-codec.js'

export { compileItemCodec } from './item-codec.js'
export type { CompiledEntity, Entity } from './define-entity.js'
export { compiledEntity, defineEntity, isEntity } from './define-entity.js'
export { namedKeyError } from './entity-keys.js'
export { assertNoOther, validateRead } from './own-item.js'
export { unparked } from './parked.js'
