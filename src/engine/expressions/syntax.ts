/** Expressions as the text says them, placeholders unresolved: what can be kept per text and used by many requests. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  /** Part of a PartiQL statement, which messages do not name. */
  | 'Statement'
  | 'UpdateExpression'

export interface NameStep {
  readonly kind: 'name'
  readonly text: string
  readonly isPlaceholder: boolean
}
export interface IndexStep {
  readonly kind: 'index'
  readonly text: string
}
export interface PathSyntax {
  readonly kind: 'path'
  readonly steps: readonly (NameStep | IndexStep)[]
}
export interface ValueSyntax {
  readonly kind: 'value'
  readonly placeholder: string
}
export interface CallSyntax {
  readonly kind: 'call'
  readonly name: string
  readonly operands: readonly OperandSyntax[]
}
export type OperandSyntax = PathSyntax | ValueSyntax | CallSyntax

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type ConditionSyntax =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly ConditionSyntax[] }
  | { readonly kind: 'not'; readonly term: ConditionSyntax }
  | ComparisonSyntax
  | BetweenSyntax
  | InSyntax
  | CallSyntax

export interface ComparisonSyntax {
  readonly kind: 'comparison'
  readonly operator: Comparator
  readonly left: OperandSyntax
  readonly right: OperandSyntax
}
export interface BetweenSyntax {
  readonly kind: 'between'
  readonly operand: OperandSyntax
  readonly lower: OperandSyntax
  readonly upper: OperandSyntax
}
export interface InSyntax {
  readonly kind: 'in'
  readonly operand: OperandSyntax
  readonly candidates: readonly OperandSyntax[]
}

export interface ParsedCondition {
  readonly condition: ConditionSyntax
  readonly operatorCount: number
}

export type UpdateSection = 'SET' | 'REMOVE' | 'ADD' | 'DELETE'

export interface SumSyntax {
  readonly kind: 'sum'
  readonly operator: '+' | '-'
  /** Sums of sums come from statements alone: the grammar of expressions has none. */
  readonly left: UpdateValueSyntax
  readonly right: UpdateValueSyntax
}
export type UpdateValueSyntax = OperandSyntax | SumSyntax

export type ActionSyntax =
  | { readonly section: 'SET'; readonly target: PathSyntax; readonly value: UpdateValueSyntax }
  | { readonly section: 'REMOVE'; readonly target: PathSyntax }
  | { readonly section: 'ADD' | 'DELETE'; readonly target: PathSyntax; readonly value: ValueSyntax }

/** Actions in the order of the text, over all sections. */
export interface ParsedUpdate {
  readonly actions: readonly ActionSyntax[]
  readonly operatorCount: number
}

export interface ParsedProjection {
  readonly paths: readonly PathSyntax[]
}
