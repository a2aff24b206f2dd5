const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether an id has the form that Mews documents for all of them. */
export function isUuid(id: string): boolean {
  return uuid.test(id)
}

/** The text by which an entity is known here: a UUID means the same in either case, of other ids nothing is known. */
export function toLookupId(id: string): string {
  return isUuid(id) ? id.toLowerCase() : id
}
