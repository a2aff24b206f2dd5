export { enricherConfigSchema } from './config.ts'
