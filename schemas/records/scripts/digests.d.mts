import type { History } from './history.mjs'

export declare function readDigests(file: string): string[]
export declare function findTampered(digests: readonly string[], history: History): string[]
export declare function findUnlisted(digests: readonly string[], history: History): string[]
export declare function listDigests(lines: readonly string[], file: string): void
