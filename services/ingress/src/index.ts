export { type IngressConfig, IngressConfigSchema, readIngressConfig } from './config.ts'
export { type Ingress, openIngress } from './service.ts'
