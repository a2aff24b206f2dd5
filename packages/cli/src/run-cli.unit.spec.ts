import { version } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { commands } from './commands/index.ts'
import { createProgram } from './create-program.ts'
import { typeCommand } from './testing/type-command.ts'

describe('bellhop', () => {
  it('says its version', async () => {
    expect(await typeCommand(['--version'], {})).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
  })

  it.each(commands.map(({ name }) => [name]))(
    '%s --help says the variables, the exit codes and examples',
    async (name) => {
      const { exitCode, stdout } = await typeCommand([...name.split(' '), '--help'], {})

      expect(exitCode).toBe(0)
      for (const part of [`Usage: bellhop ${name}`, 'Environment: ', 'Exit codes: ', 'Examples:', '--json']) {
        expect(stdout).toContain(part)
      }
    },
  )

  it.each(commands.map(({ name }) => [name]))('%s --help has examples that can be typed', async (name) => {
    const { stdout } = await typeCommand([...name.split(' '), '--help'], {})
    const [, examples = ''] = stdout.split('Examples:\n')
    const run: string[] = []
    const program = createProgram(commands, async ({ command }) => void run.push(command.name))

    const lines = examples.trimEnd().split('\n')
    for (const line of lines) {
      const [, words = ''] = /^ {2}(?:[A-Z_]+=\S+ )*bellhop (.+)$/.exec(line) ?? []
      const typed = words.match(/"[^"]*"|\S+/g) ?? []
      await program.parseAsync(
        typed.map((word) => word.replaceAll('"', '')),
        { from: 'user' },
      )
    }

    expect(run).toEqual(lines.map(() => name))
  })

  it.each([[['no-such-command']], [['topics', 'no-such-command']], [['topics', 'plan', '--no-such-option']], [[]]])(
    'ends %j with 1 and no stack',
    async (words) => {
      const { exitCode, stdout, stderr } = await typeCommand(words, {})

      expect(exitCode).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/error: unknown|Usage: bellhop/)
      expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/)
    },
  )

  it('tells all problems of the environment at once, of the variables that the command needs only', async () => {
    const env = { KAFKA_BROKERS: 'nowhere', TOPIC_PARTITIONS: 'twelve', ADMIN_PORT: 'x', KAFKA_SASL_USERNAME: 'me' }

    const { exitCode, stderr } = await typeCommand(['topics', 'plan'], env)

    expect(exitCode).toBe(1)
    expect(stderr.trimEnd().split('\n')).toEqual([
      'bellhop topics plan cannot start, because of its environment:',
      expect.stringContaining('KAFKA_BROKERS is "nowhere"'),
      expect.stringContaining('TOPIC_PARTITIONS is "twelve"'),
      expect.stringContaining('KAFKA_SASL_MECHANISM and KAFKA_SASL_PASSWORD must be set too'),
    ])
  })

  it('tells the same as one line of JSON where JSON was asked for', async () => {
    const { exitCode, stdout, stderr } = await typeCommand(['topics', 'plan', '--json'], {})

    expect(exitCode).toBe(1)
    expect(stdout).toBe('')
    expect(JSON.parse(stderr)).toEqual({
      command: 'topics plan',
      code: 'config',
      problems: [expect.stringContaining('KAFKA_BROKERS is missing')],
    })
  })

  it('says that the brokers cannot be reached, and what to look at', async () => {
    const { exitCode, stderr } = await typeCommand(['topics', 'plan'], { KAFKA_BROKERS: '127.0.0.1:1' })

    expect(exitCode).toBe(1)
    expect(stderr).toContain('The brokers at 127.0.0.1:1 cannot be reached')
    expect(stderr).toContain('Check KAFKA_BROKERS')
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
