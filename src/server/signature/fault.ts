/** A refusal before the operation is looked at. */
export interface SignatureFault {
  readonly name: string
  readonly message?: string
}

export function incomplete(message: string): SignatureFault {
  return { name: 'IncompleteSignatureException', message }
}

export function invalid(message: string): SignatureFault {
  return { name: 'InvalidSignatureException', message }
}
