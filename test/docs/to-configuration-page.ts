import { enricherConfigSchema } from '@bellhop/enricher'
import { IngressConfigSchema } from '@bellhop/ingress'
import { isSecret, toExpectation } from '@bellhop/runtime'
import { warehouseVariables } from '@bellhop/warehouse'
import { type TObject, type TSchema, Type } from '@sinclair/typebox'
import { adminAddresses } from '../../packages/cli/src/admin-options.ts'
import { stateFile } from '../../packages/cli/src/doctor/call-times.ts'
import { toRow } from './to-row.ts'

const head = `# Configuration

<!-- Written by \`npm run docs\` from the configuration schemas of the services; a test compares the two. -->

Both services read the environment once, when they start. An empty variable is an absent one, and unknown variables are left alone. Wrong configuration is told whole, a line for each problem on standard error, with exit code 1. A variable marked *secret* may be given as \`NAME_FILE\` instead, the path of a file that holds the value; its value is never printed.

The command \`bellhop\` reads the same variables, only those that what is typed needs, and a few of its own.

Which access token serves which enterprise stands in the directory, a JSON file that \`DIRECTORY_FILE\` names; the [README](../README.md#run-it) shows one. Both services read it and the files that it names again every ten seconds.
`

const services: ReadonlyArray<readonly [name: string, schema: TObject]> = [
  ['ingress', IngressConfigSchema],
  ['enricher', enricherConfigSchema],
]

/** What the command reads beside the variables of the services. */
const command = Type.Object({ ...adminAddresses, ...stateFile, ...warehouseVariables })

/** The page about configuration, from the schemas of both services and of the command. Pure. */
export function toConfigurationPage(): string {
  const shared = Object.keys(IngressConfigSchema.properties).filter(isShared)
  const sections = [
    toSection('Both services', IngressConfigSchema, shared),
    ...services.map(([name, schema]) =>
      toSection(
        `The ${name} only`,
        schema,
        Object.keys(schema.properties).filter((variable) => !shared.includes(variable)),
      ),
    ),
  ]
  return [head, ...sections, toSection('The command only', command, Object.keys(command.properties))].join('\n')
}

/** Whether both services mean the same by a variable. */
function isShared(variable: string): boolean {
  const [one, other] = services.map(([, { properties }]) => properties[variable])
  return JSON.stringify(one) === JSON.stringify(other)
}

function toSection(title: string, schema: TObject, variables: readonly string[]): string {
  const rows = variables.map((variable) => {
    const property = schema.properties[variable]
    if (property === undefined) throw new Error(`${variable} is no variable`)
    return toVariableRow(variable, property, schema.required?.includes(variable) ?? false)
  })
  return [`## ${title}`, '', toRow(['variable', 'default', 'value', 'for']), '|---|---|---|---|', ...rows, ''].join(
    '\n',
  )
}

function toVariableRow(name: string, property: TSchema, isRequired: boolean): string {
  const byDefault = property['shownDefault'] ?? property.default
  const none = isRequired ? '**required**' : 'none'
  const secret = isSecret(property) ? ' (secret)' : ''
  return toRow([
    `\`${name}\``,
    byDefault === undefined ? none : `\`${byDefault}\``,
    `${toExpectation(property)}${secret}`,
    property.description ?? '',
  ])
}
