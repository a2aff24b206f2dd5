import { createRequire } from 'node:module'

/** The version of Bellhop: that of this package, which all of the workspace share. */
export const version: string = createRequire(import.meta.url)('../package.json').version
