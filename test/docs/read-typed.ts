/**
 * Finds what is typed after `bellhop` in a line of code: none where it is not typed there. What is to be replaced, such as
 * `<entity id>`, is one word. Pure.
 */
export function readTyped(code: string): ReadonlyArray<readonly string[]> {
  const [, line = ''] =
    /(?:^|\bnpx |\bdocker compose run --rm )bellhop (?=\S)([^#]*)/.exec(code) ??
    /\bdocker compose run --rm (?=warehouse )warehouse ([^#]*)/.exec(code) ??
    []
  const words = line
    .replaceAll(/<[^>]*>/g, 'x')
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.length === 0 ? [] : [words]
}
