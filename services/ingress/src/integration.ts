import { toTimestampMillis } from '@bellhop/avro'
import type { Draft, Receipt } from './draft.ts'
import type { ParsedWebhook } from './parse-webhook.ts'
import { stripJson } from './strip-json.ts'

/**
 * The record of an integration webhook, keyed by the integration: the last one is what holds. Pure.
 *
 * `AccessToken`, `ApiKey` and `Requestor` (a person) are taken out of `data` at any depth; no other field holds them.
 */
export function toIntegrationDraft(
  { webhook, dataText }: Extract<ParsedWebhook, { kind: 'integration' }>,
  { webhookId, receivedAt }: Receipt,
  topic: string,
): Draft {
  const { Integration, Enterprise, Service, CreatedUtc, DeletedUtc, IsEnabled } = webhook.Data
  const value = {
    id: Integration.Id,
    action: webhook.Action,
    integration_name: Integration.Name ?? null,
    enterprise_id: Enterprise?.Id ?? null,
    enterprise_name: Enterprise?.Name ?? null,
    service_id: Service?.Id ?? null,
    service_name: Service?.Name ?? null,
    created_utc: toMillis(CreatedUtc),
    deleted_utc: toMillis(DeletedUtc),
    is_enabled: IsEnabled ?? null,
    received_at: receivedAt,
    webhook_id: webhookId,
    data: stripJson(dataText),
  }
  return { topic, key: Integration.Id, recordName: 'integration', value }
}

/** A time that cannot be read is null here and stands in `data` as it was sent. */
function toMillis(time: string | null | undefined): number | null {
  return time ? (toTimestampMillis(time) ?? null) : null
}
