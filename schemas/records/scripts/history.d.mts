import type { RecordSchema } from '../src/record-schema.ts'

export type Version = { readonly version: number; readonly text: string; readonly schema: RecordSchema }
export type Schemas = Readonly<Record<string, Omit<Version, 'version'>>>
export type History = Readonly<Record<string, readonly Version[]>>
export type Check = (
  older: RecordSchema,
  newer: RecordSchema,
) => readonly { readonly field: string; readonly rule: string; readonly detail: string }[]

export declare function readSchemas(avroDir: string): Schemas
export declare function readHistory(historyDir: string): History
export declare function findProblems(
  current: Schemas,
  history: History,
  check: Check,
): { broken: string[]; unrecorded: string[] }
export declare function recordVersions(
  records: readonly string[],
  current: Schemas,
  history: History,
  historyDir: string,
): string[]
