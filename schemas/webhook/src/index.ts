export { type IntegrationWebhook, IntegrationWebhookSchema } from './integration-webhook.ts'
export {
  type WebhookBody,
  WebhookBodySchema,
  type WebhookEnvelope,
  WebhookEnvelopeSchema,
  type WebhookEvent,
  WebhookEventSchema,
} from './webhook-body.ts'
