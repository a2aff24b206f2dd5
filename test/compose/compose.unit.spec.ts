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

      expect(namesOf(schemas[name])).toEqual(expect.arrayContaining(Object.keys(service?.environment ?? {})))
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
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
