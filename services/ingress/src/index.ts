export { IngressConfigSchema } from './config.ts'
