/** Whether the brokers do not know what they were asked for. */
export function isUnsupported(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('type' in error && error.type === 'UNSUPPORTED_VERSION') || error.name === 'KafkaJSServerDoesNotSupportApiKey'
}
