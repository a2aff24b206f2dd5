import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { enricherConfigSchema } from '@bellhop/enricher'
import { IngressConfigSchema } from '@bellhop/ingress'
import { entities, schemas } from '@bellhop/records'
import { isSecret, redactText } from '@bellhop/runtime'
import { warehouseVariables } from '@bellhop/warehouse'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { adminAddresses } from '../../packages/cli/src/admin-options.ts'
import { commands } from '../../packages/cli/src/commands/index.ts'
import { createProgram } from '../../packages/cli/src/create-program.ts'
import { stateFile } from '../../packages/cli/src/doctor/call-times.ts'
import { readVariables } from '../compose/read-variables.ts'
import { readMarkdown } from './read-markdown.ts'
import { readTyped } from './read-typed.ts'
import { listRoot, readRoot, root } from './root.ts'

const paths = ['README.md', ...listRoot('docs', '.md')]
const pages = new Map(paths.map((path) => [path, readMarkdown(readRoot(path))]))
const { scripts, engines } = JSON.parse(readRoot('package.json'))
const properties = {
  ...IngressConfigSchema.properties,
  ...enricherConfigSchema.properties,
  ...warehouseVariables,
  ...adminAddresses,
  ...stateFile,
}
const variables = new Set([
  ...Object.entries(properties).flatMap(([name, property]) => (isSecret(property) ? [name, `${name}_FILE`] : [name])),
  // Those of docker-compose.yml; a test of it holds the two together.
  ...readVariables(readRoot('.env.example')).map(({ name }) => name),
])
const compose = readRoot('docker-compose.yml')
const composed = new Set(Object.keys(parse(compose, { merge: true }).services))
/** Words of Kafka, of the registry and of Node that are written like variables. */
const words = new Set(['FULL_TRANSITIVE', 'OFFSET_OUT_OF_RANGE', 'NAME_FILE', 'NODE_EXTRA_CA_CERTS'])
/** Read by OpenTelemetry itself. */
const others = /^OTEL_EXPORTER_OTLP_(CERTIFICATE|COMPRESSION)$/

const isKnown = (name: string) => variables.has(name) || words.has(name) || others.test(name)

describe.each(paths.map((path) => [path, pages.get(path) ?? readMarkdown('')] as const))('%s', (path, page) => {
  it('links to files and headings that are there', () => {
    for (const link of page.links) {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : normalize(join(dirname(path), file))
      expect(existsSync(join(root, target)), link).toBe(true)
      if (anchor !== undefined) expect(pages.get(target)?.anchors, link).toContain(anchor)
    }
  })

  it('names commands of npm and programs that are there', () => {
    for (const code of page.code) {
      for (const [, name = '', workspace] of code.matchAll(/\bnpm run (?:--silent )?([\w:-]+)(?: -w ([\w/]+))?/g)) {
        const known = workspace === undefined ? scripts : JSON.parse(readRoot(`${workspace}/package.json`)).scripts
        expect(Object.keys(known), code).toContain(name)
      }
      for (const [, program = ''] of code.matchAll(/\bnode (?:--\S+ )*([\w/-]+\/dist\/[\w/-]+\.js)/g)) {
        const source = program.replace('/dist/', '/src/').replace(/\.js$/, '.ts')
        expect(existsSync(join(root, source)), code).toBe(true)
      }
    }
  })

  it('names services that docker-compose.yml has, and profiles', () => {
    for (const code of page.code) {
      const named = /\bdocker compose (?:stop|exec(?: -T)?|up -d --no-deps|kill|logs(?: -f)?) ((?:[a-z-]+ ?)+)/.exec(
        code,
      )?.[1]
      const [first = '', ...more] = named?.trim().split(' ') ?? []
      // After the service, exec has a command.
      for (const name of code.includes('exec') ? [first] : [first, ...more]) {
        if (name !== '') expect(composed, code).toContain(name)
      }
      for (const [, name] of code.matchAll(/--scale ([a-z-]+)=/g)) expect(composed, code).toContain(name)
      for (const [, profile] of code.matchAll(/--profile ([a-z]+)/g))
        expect(compose, code).toContain(`profiles: [${profile}]`)
    }
  })

  it('types commands of bellhop that there are, with arguments and options that they take', async () => {
    const typed = page.code.flatMap(readTyped)
    for (const words of typed) {
      const run: string[] = []
      const program = createProgram(commands, async ({ command }) => void run.push(command.name))
      for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)]) {
        command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} })
      }
      const isGroup =
        words.length === 1 && program.commands.some((one) => one.name() === words[0] && one.commands.length > 0)
      if (isGroup || words.includes('--help') || words.join(' ') === '--version') continue
      await program.parseAsync([...words], { from: 'user' }).catch(({ message }) => run.push(message))
      expect(run, words.join(' ')).toEqual([expect.stringMatching(/^[a-z-]+( [a-z-]+)?$/)])
    }
  })

  it('names variables that a service, a command or docker-compose.yml reads', () => {
    const named = page.code.filter((code) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code))
    expect(named.filter((name) => !isKnown(name))).toEqual([])
  })
})

it('has the enricher started with the same memory for young objects in the image, in the demo and by hand', () => {
  const starts = ['docker/bellhop.sh', 'packages/demo/src/service-process.ts', 'README.md', 'docs/decisions.md']
  const flags = starts.map((path) => /--max-semi-space-size=\d+/.exec(readRoot(path))?.[0])
  expect(new Set(flags)).toEqual(new Set(['--max-semi-space-size=32']))
})

it('copies the volume of the brokers while they are stopped, and lets the ingress take webhooks meanwhile', () => {
  const lines = pages.get('docs/upgrade.md')?.code ?? []
  const before = lines.slice(
    0,
    lines.findIndex((line) => line.includes('tar -C')),
  )
  const stopped = before.flatMap((line) => /^docker compose stop (.+)$/.exec(line)?.[1]?.split(' ') ?? [])
  expect(stopped).toEqual(['enricher', 'registry', 'kafka'])
})

it('names the fields that end every entity record, as the schemas have them', () => {
  const [, list = ''] = /^An entity record ends with the same fields in all six topics: (.+?)\. /m.exec(
    readRoot('README.md'),
  ) ?? ['', '']
  const named = [...list.replaceAll(/\(.+?\)/g, '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
  for (const { entity } of Object.values(entities)) {
    expect(
      schemas[entity].fields.slice(-named.length).map(({ name }) => name),
      entity,
    ).toEqual(named)
  }
  expect(named).toHaveLength(10)
})

it.each(Object.entries(properties))(
  'tells what is expected of %s whole, since it looks like no secret',
  (_, property) => {
    const { expected = '' } = property as { expected?: string }
    expect(redactText(expected)).toBe(expected)
  },
)

it('names the versions of Node that npm takes, and no other', () => {
  const taken = [...engines.node.matchAll(/(\d+(?:\.[1-9]\d*)?)(?:\.0)?(?= |$)/g)].map(([, least]) => `${least}+`)
  expect(readRoot('README.md')).toContain(`\nNode ${taken.slice(0, -1).join(', ')} or ${taken.at(-1)}, and `)
})

it('tells what an enricher takes that remembers a million entities, the same wherever it is told', () => {
  const told = [
    /remembers a million entities \| (\d+) MB/.exec(readRoot('docs/capacity.md'))?.[1],
    /^\| `npm run bench:restore` .+ (\d+) MB resident/m.exec(readRoot('README.md'))?.[1],
    /remembers a million entities takes about (\d+) MB/.exec(readRoot('.env.example'))?.[1],
  ]
  expect(new Set(told)).toEqual(new Set(['355']))
})
