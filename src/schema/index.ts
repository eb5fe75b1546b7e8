export type {
  AttributeField,
  AttributeModel,
  CodecModel,
  DateModel,
  LiteralModel,
  SetModel,
  UnionModel,
} from './attribute-model.js'
export { compileEntityModel } from './entity-model.js'
export type {
  DerivedModel,
  EntityModel,
  KeyAttributeModel,
  PatternModel,
  SoftDeleteModel,
  UniqueModel,
} from './entity-model.js'
export { entityJsonSchemas } from './json-schema.js'
export { holderAttribute } from './unique-model.js'
export type { EntityDefinitionInput } from './entity-definition.js'
export type {
  AccessPatternDefinition,
  AnyCheckedDefinition,
  AnyEntity,
  AnyEntityTypes,
  AttributeOptions,
  CheckedDefinition,
  EntityDefinition,
  EntityTypes,
  Item,
  Key,
  NewItem,
  NotKept,
  ObjectSchema,
  Patch,
  TypesOf,
  Unsettable,
} from './entity.types.js'
export { defineTable, keyAttributes } from './table.js'
export type { KeyAttribute } from './table.js'
export type {
  IndexDefinition,
  KeyAttributeNames,
  ProjectionDefinition,
  Table,
  TableDefinition,
} from './table.types.js'
export { definitionOf, isCodecDefinition, lazyTarget } from './zod-node.js'
