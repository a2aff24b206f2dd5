export { beginCounts } from './begin-counts.ts'
export { enricherConfigSchema } from './config.ts'
