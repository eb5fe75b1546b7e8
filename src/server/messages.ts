/** What the service says of requests before it looks at their operation, word for word. */
export const serverMessages = {
  /** The space at its end is the service's. */
  healthy: 'healthy: dynamodb.us-east-1.amazonaws.com ',
  unknownOperation: '<UnknownOperationException/>\n',

  missingToken: 'Request is missing Authentication Token',
  signedTwice: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
  headerRequires: (parameter: string): string => `Authorization header requires '${parameter}' parameter. `,
  headerRequiresDate: "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ",
  authorization: (header: string): string => `Authorization=${header}`,
  notKeyValue: (part: string, header: string): string =>
    `'${part}' not a valid key=value pair (missing equal-sign) in Authorization header: '${header}'.`,
  queryRequires: (parameter: string): string => `AWS query-string parameters must include '${parameter}'. `,
  examineQuery: 'Re-examine the query-string parameters.',
  dateFormat: (date: string): string =>
    `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  expiresNoNumber: 'X-Amz-Expires should be a number',
  expiresTooSoon: 'X-Amz-Expires must be non-negative',
  expiresTooLate: (seconds: number): string =>
    `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${seconds} seconds`,
  expired: (date: string, earliest: string, now: string, minutes: number): string =>
    `Signature expired: ${date} is now earlier than ${earliest} (${now} - ${minutes} min.)`,
  notYetCurrent: (date: string, latest: string, now: string, minutes: number): string =>
    `Signature not yet current: ${date} is still later than ${latest} (${now} + ${minutes} min.)`,
  hostNotSigned: "'Host' must be a 'SignedHeader' in the AWS Authorization.",
  unsupportedAlgorithm: (algorithm: string): string =>
    `Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `,
  credentialParts: (credential: string): string =>
    `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
  scopeRegion: (region: string): string => `Credential should be scoped to a valid region, not '${region}'. `,
  scopeService: "Credential should be scoped to correct service: 'dynamodb'. ",
  scopeTerminator: (terminator: string): string =>
    `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
  scopeDate: (scoped: string, day: string, date: string): string =>
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scoped}' != '${day}', from '${date}'.`,
  unknownKey: 'The security token included in the request is invalid.',
  wrongSignature:
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',

  /** Not the service's words: it has no such limit. */
  tooManyWorlds: (limit: number): string =>
    `This server keeps tables for at most ${limit} accounts and regions. Sign with fewer access keys and regions, or let all share one world.`,
} as const
