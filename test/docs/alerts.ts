import { type Static, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { parse } from 'yaml'
import { readRoot } from './root.ts'

const strict = { additionalProperties: false }
const AlertSchema = Type.Object(
  {
    alert: Type.String({ pattern: '^Bellhop[A-Z][A-Za-z0-9]+$' }),
    expr: Type.String(),
    for: Type.Optional(Type.String({ pattern: '^[0-9]+[smhd]$' })),
    labels: Type.Object({ severity: Type.Union([Type.Literal('page'), Type.Literal('ticket')]) }, strict),
    annotations: Type.Object(
      {
        summary: Type.String({ pattern: String.raw`\.$` }),
        runbook: Type.String({ pattern: String.raw`^docs/runbook\.md#` }),
      },
      strict,
    ),
  },
  strict,
)
const RulesSchema = Type.Object(
  { groups: Type.Array(Type.Object({ name: Type.String(), rules: Type.Array(AlertSchema) }, strict)) },
  strict,
)

/** An alert rule. */
export type Alert = Static<typeof AlertSchema>

/** The alert rules; their shape is part of what is tested. */
export function readAlerts(): readonly Alert[] {
  const rules = Value.Parse(RulesSchema, parse(readRoot('observability/prometheus/alerts.yml')))
  return rules.groups.flatMap((group) => group.rules)
}
