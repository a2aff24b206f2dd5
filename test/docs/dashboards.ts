import { basename } from 'node:path'
import { type Static, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { listRoot, readRoot } from './root.ts'

const SourceSchema = Type.Object({ type: Type.Literal('prometheus'), uid: Type.String() })
const PanelSchema = Type.Object({
  id: Type.Integer(),
  type: Type.String(),
  title: Type.String({ minLength: 1 }),
  gridPos: Type.Object({ x: Type.Integer(), y: Type.Integer(), w: Type.Integer(), h: Type.Integer() }),
  datasource: SourceSchema,
  targets: Type.Array(Type.Object({ refId: Type.String(), datasource: SourceSchema, expr: Type.String() }), {
    minItems: 1,
  }),
})
const DashboardSchema = Type.Object({
  uid: Type.String(),
  title: Type.String(),
  templating: Type.Object({
    list: Type.Array(Type.Object({ name: Type.String(), definition: Type.String(), datasource: SourceSchema })),
  }),
  panels: Type.Array(PanelSchema),
})

/** A dashboard of Grafana, as far as it is tested. */
export type Dashboard = Static<typeof DashboardSchema> & { readonly name: string }

/** The dashboards; their shape is part of what is tested. */
export function readDashboards(): readonly Dashboard[] {
  return listRoot('observability/grafana/dashboards', '.json').map((path) => ({
    ...Value.Parse(DashboardSchema, JSON.parse(readRoot(path))),
    name: basename(path, '.json'),
  }))
}
