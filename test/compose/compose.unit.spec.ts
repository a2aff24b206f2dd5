import { readFileSync } from 'node:fs'
import { enricherConfigSchema } from '@bellhop/enricher'
import { IngressConfigSchema } from '@bellhop/ingress'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { MainConfigSchema } from '../../packages/simulator/src/main-config.ts'
import { readVariables } from './read-variables.ts'

type Service = {
  readonly image: string
  readonly ports?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly [key: string]: unknown
}

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
const text = read('docker-compose.yml')
const stack: { services: Record<string, Service>; volumes: object } = parse(text, { merge: true })
/** All but the command, which runs and ends. */
const services = Object.entries(stack.services).filter(([name]) => name !== 'bellhop')
/** Every `${NAME:-default}` of docker-compose.yml. */
const asked = new Set([...text.matchAll(/\$\{([A-Z_]+)(?::-[^}]*)?\}/g)].map(([, name = '']) => name))

const schemas = { ingress: IngressConfigSchema, enricher: enricherConfigSchema, simulator: MainConfigSchema }
/** What a service reads: its variables, and for secrets the files that hold them. */
const namesOf = ({ properties }: { readonly properties: Readonly<Record<string, object>> }) =>
  Object.entries(properties).flatMap(([name, property]) => ('secret' in property ? [name, `${name}_FILE`] : [name]))

/** Variables that compose does not pass on, and why not. */
const leftOut: Readonly<Record<keyof typeof schemas, Readonly<Record<string, string>>>> = {
  ingress: {
    HTTP_HOST: 'all addresses of the container, which is what a published port reaches',
    HTTP_PORT: 'INGRESS_PORT says where it is published; inside it stays',
    ADMIN_PORT: 'INGRESS_ADMIN_PORT says where it is published; inside it stays',
  },
  enricher: { ADMIN_PORT: 'not published; the health check and the command know it' },
  simulator: {
    SIMULATOR_PORT: 'not published; the directory that it writes names it',
    SIMULATOR_MAX_EVENTS: 'the demo has one size',
    SIMULATOR_SEED: 'the demo has one world',
    SIMULATOR_CHAINS: 'the demo has one size',
    SIMULATOR_ENTERPRISES: 'the demo has one size',
    SIMULATOR_TOKENS: 'the demo has one size',
    SIMULATOR_ENTITIES: 'the demo has one size',
    SIMULATOR_LIMIT_REQUESTS: "the demo has Mews' own limit",
    SIMULATOR_LIMIT_WINDOW_MS: "the demo has Mews' own limit",
  },
}
/** What Node itself reads. */
const namesOfNode = ['NODE_EXTRA_CA_CERTS']

describe('docker-compose.yml', () => {
  it.each(services)('%s listens on 127.0.0.1 only, and has a limit, a restart and rotated logs', (_name, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z_]+:-\d+\}:\d+$/)
    expect(service).toMatchObject({ restart: 'unless-stopped', logging: { options: { 'max-size': '10m' } } })
    expect(service['mem_limit']).toMatch(/^(\$\{[A-Z_]+:-)?\d+[mg]\}?$/)
    expect(service).not.toHaveProperty('container_name')
  })

  // The collector's image holds nothing that could ask it.
  it.each(services.filter(([name]) => name !== 'otel-collector'))('%s says whether it is healthy', (_name, service) => {
    expect(service).toHaveProperty('healthcheck.test')
  })

  it.each(services.filter(([, { build }]) => build === undefined))('%s is of a pinned version', (_name, { image }) => {
    expect(image).toMatch(/:v?\d+(\.\d+)*(-alpine)?$/)
  })

  it.each(['ingress', 'enricher', 'simulator'] as const)(
    '%s is given only what it reads, and may do little',
    (name) => {
      const service = stack.services[name]

      expect([...namesOf(schemas[name]), ...namesOfNode]).toEqual(
        expect.arrayContaining(Object.keys(service?.environment ?? {})),
      )
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    },
  )

  it.each(['ingress', 'enricher', 'simulator'] as const)(
    '%s is given all that it reads but what is left out',
    (name) => {
      const given = stack.services[name]?.environment ?? {}
      const absent = Object.keys(schemas[name].properties).filter(
        (variable) => !(variable in given) && !(`${variable}_FILE` in given),
      )

      expect(absent.sort()).toEqual(Object.keys(leftOut[name]).sort())
    },
  )

  it.each(['ingress', 'enricher', 'bellhop'])(
    '%s may be told whom to trust, by default nobody but whom Node does',
    (name) => {
      const environment = stack.services[name]?.environment
      for (const variable of ['KAFKA_SSL_CA_FILE', 'SCHEMA_REGISTRY_CA_FILE', ...namesOfNode]) {
        expect(environment?.[variable], variable).toBe(`\${${variable}:-}`)
      }
    },
  )

  it('keeps what must survive in named volumes', () => {
    expect(Object.keys(stack.volumes)).toEqual(expect.arrayContaining(['kafka', 'spool', 'postgres']))
    expect(stack.services['ingress']?.volumes).toContain('spool:/spool')
  })

  it('gives no enricher a port of the host, so that there may be several', () => {
    expect(stack.services['enricher']).not.toHaveProperty('ports')
  })
})

describe('.env.example', () => {
  const variables = readVariables(read('.env.example'))
  const names = variables.map(({ name }) => name)

  it('names each variable once, and all that docker-compose.yml asks for', () => {
    expect(names).toEqual([...new Set(names)])
    expect([...names].sort()).toEqual([...asked].sort())
  })

  it('sets what the services cannot do without', () => {
    const isSet = new Set(variables.filter(({ isCommented }) => !isCommented).map(({ name }) => name))
    for (const { properties, required = [] } of [schemas.ingress, schemas.enricher]) {
      for (const name of required) {
        const hasDefault = 'default' in (properties[name as keyof typeof properties] ?? {})
        expect(hasDefault || isSet.has(name) || isSet.has(`${name}_FILE`), name).toBe(true)
      }
    }
  })

  it('shows the defaults that are used without it', () => {
    for (const { name, value } of variables) {
      const [, preset] = new RegExp(`\\$\\{${name}:-([^}]+)\\}`).exec(text) ?? []
      if (preset !== undefined && preset !== 'demo') expect(value, name).toBe(preset)
    }
  })

  it('holds no secret, only where secrets are', () => {
    for (const { name } of variables) expect(name).not.toMatch(/(PASSWORD|TOKENS?|SECRET)$/)
  })
})
