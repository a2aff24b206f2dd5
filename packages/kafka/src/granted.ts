import { type Operation, operationCodes } from './permission.ts'

const operations = Object.entries(operationCodes) as readonly (readonly [Operation, number])[]

/**
 * Reads what a user may do: a bit for each operation, by its number.
 *
 * @returns undefined where the broker does not tell; who is told of a thing at all may describe it
 */
export function readGranted(bits: number): ReadonlySet<Operation> | undefined {
  const granted = new Set(operations.filter(([, code]) => (bits >> code) & 1).map(([operation]) => operation))
  return granted.has('describe') ? granted : undefined
}
