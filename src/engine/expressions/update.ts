import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { DocumentPath } from './document-path.js'

/** An update with its placeholders resolved, ready to be applied to items. */
export interface UpdateNode {
  /** In the order of the text, over all sections. */
  readonly actions: readonly UpdateAction[]
}

export type UpdateAction =
  | { readonly section: 'SET'; readonly path: DocumentPath; readonly value: UpdateValue }
  | { readonly section: 'REMOVE'; readonly path: DocumentPath }
  | { readonly section: 'ADD' | 'DELETE'; readonly path: DocumentPath; readonly value: AttributeValue }

export type UpdateValue =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'ifNotExists'; readonly path: DocumentPath; readonly otherwise: UpdateValue }
  | { readonly kind: 'listAppend'; readonly left: UpdateValue; readonly right: UpdateValue }
  | SumNode

export interface SumNode {
  readonly kind: 'sum'
  readonly operator: '+' | '-'
  readonly left: UpdateValue
  readonly right: UpdateValue
}
