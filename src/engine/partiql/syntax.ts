import type { AttributeValue } from '../../protocol/attribute-value.js'

/** Where a token stands in the statement, and how long it is. Lines and columns count from one. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly length: number
}

interface Placed {
  readonly at: Position
}

export type PathStepSyntax =
  | { readonly kind: 'name'; readonly text: string }
  | ({ readonly kind: 'index'; readonly text: string } & Placed)
  /** `.*` */
  | { readonly kind: 'all' }
  /** Brackets around something that is neither an index nor a name. */
  | ({ readonly kind: 'unexpected' } & Placed)

/** Everything that may stand where PartiQL has an expression, whether DynamoDB makes sense of it or not. */
export type StatementExpression =
  | PathExpression
  | LiteralExpression
  | ({ readonly kind: 'parameter'; readonly index: number } & Placed)
  | ({ readonly kind: 'missing' } & Placed)
  | ({ readonly kind: 'ion' } & Placed)
  | SequenceExpression
  | TupleExpression
  | CallExpression
  | OperationExpression
  | InExpression
  | IsExpression

export interface PathExpression extends Placed {
  readonly kind: 'path'
  /** A name before all others. */
  readonly steps: readonly PathStepSyntax[]
}
export interface LiteralExpression extends Placed {
  readonly kind: 'literal'
  /** As written: numbers are not validated yet. */
  readonly value: AttributeValue
}
/** `[…]` or `(…)`, which are lists, or `<<…>>`. */
export interface SequenceExpression extends Placed {
  readonly kind: 'list' | 'bag'
  readonly elements: readonly StatementExpression[]
}
export interface TupleExpression extends Placed {
  readonly kind: 'tuple'
  readonly members: readonly { readonly key: StatementExpression; readonly value: StatementExpression }[]
}
export interface CallExpression extends Placed {
  readonly kind: 'call'
  readonly name: string
  readonly operands: readonly StatementExpression[]
}
/** `and` and `or` have all their terms, `between` three operands, the others one or two. Names are in small letters. */
export interface OperationExpression extends Placed {
  readonly kind: 'operation'
  readonly operator: string
  readonly operands: readonly StatementExpression[]
}
export interface InExpression extends Placed {
  readonly kind: 'in'
  readonly operand: StatementExpression
  readonly candidates: StatementExpression
}
export interface IsExpression extends Placed {
  readonly kind: 'is'
  readonly operand: StatementExpression
  /** In capitals. */
  readonly type: string
}

interface StatementBase {
  /** Question marks in the statement. */
  readonly parameterCount: number
  /** The first thing that PartiQL allows here and DynamoDB does not: why the statement is refused, once it is parsed. */
  readonly refusal: string | undefined
}

export interface SelectSyntax extends StatementBase {
  readonly kind: 'select'
  /** Undefined for `*`. */
  readonly projection: readonly StatementExpression[] | undefined
  readonly source: StatementExpression
  readonly where: StatementExpression | undefined
  readonly order: readonly OrderSyntax[]
}
export interface OrderSyntax {
  readonly by: StatementExpression
  readonly isDescending: boolean
}
export interface InsertSyntax extends StatementBase {
  readonly kind: 'insert'
  readonly source: StatementExpression
  readonly item: StatementExpression
}
export type ChangeSyntax =
  | { readonly section: 'SET'; readonly target: StatementExpression; readonly value: StatementExpression }
  | { readonly section: 'REMOVE'; readonly target: StatementExpression }
export type ReturningSyntax = 'ALL NEW' | 'ALL OLD' | 'MODIFIED NEW' | 'MODIFIED OLD'
export interface UpdateSyntax extends StatementBase {
  readonly kind: 'update'
  readonly source: StatementExpression
  readonly changes: readonly ChangeSyntax[]
  readonly where: StatementExpression | undefined
  readonly returning: ReturningSyntax | undefined
}
export interface DeleteSyntax extends StatementBase {
  readonly kind: 'delete'
  readonly source: StatementExpression
  readonly where: StatementExpression | undefined
  readonly returning: ReturningSyntax | undefined
}
/** `EXISTS(SELECT …)`: `select` is undefined when something else stands in the parentheses. */
export interface ExistsSyntax extends StatementBase {
  readonly kind: 'exists'
  readonly select: SelectSyntax | undefined
}

export type StatementSyntax = SelectSyntax | InsertSyntax | UpdateSyntax | DeleteSyntax | ExistsSyntax
