/** What the service says of requests that it cannot read, word for word. A catalogue: data and functions that return text. */
export const wireMessages = {
  internalError: 'The request processing has failed because of an unknown error, exception or failure.',
}
