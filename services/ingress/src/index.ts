export { beginCounts } from './begin-counts.ts'
export { IngressConfigSchema } from './config.ts'
