/**
 * The major version that `java -version` tells, or undefined where the text tells none.
 *
 * Before Java 9 the major version was the second number: 1.8 is Java 8.
 */
export function toJavaMajor(text: string): number | undefined {
  const match = /\bversion "(\d+)(?:\.(\d+))?/.exec(text)
  if (!match) return undefined
  const [, first, second] = match
  return first === '1' && second !== undefined ? Number(second) : Number(first)
}
