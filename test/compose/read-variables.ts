/** A variable of an environment file, set or shown behind a `#`. */
export type Variable = { readonly name: string; readonly value: string; readonly isCommented: boolean }

/** The variables of an environment file, those that are commented out too; a comment of words is none. Pure. */
export function readVariables(text: string): Variable[] {
  return text.split('\n').flatMap((line) => {
    const [, comment, name, value = ''] = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [{ name, value, isCommented: comment !== undefined }]
  })
}
