/**
 * Writes a value that was read from JSON as JSON again.
 *
 * @returns undefined for what is nested some thousand levels deep, which can be read and not written
 */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** What fits {@link toJson}, in words. */
export const expectedJson = 'JSON that is not nested thousands of levels deep'
