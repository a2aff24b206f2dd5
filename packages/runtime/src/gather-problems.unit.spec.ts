import { describe, expect, it } from 'vitest'
import { ConfigError } from './errors.ts'
import { gatherProblems } from './gather-problems.ts'

const failing = () => {
  throw new ConfigError(['A is missing.'])
}
const broken = (path: string) => Promise.reject(new Error(`${path} is not JSON`))

describe('gatherProblems', () => {
  it('tells what is wrong with the environment and with the file it names at once', async () => {
    const gathering = gatherProblems(failing, ' directory.json ', broken)

    await expect(gathering).rejects.toMatchObject({
      code: 'config',
      problems: ['A is missing.', 'directory.json is not JSON'],
    })
  })

  it.each([undefined, '', '  '])('tells of the environment alone when the file is given as %j', async (path) => {
    await expect(gatherProblems(failing, path, broken)).rejects.toMatchObject({ problems: ['A is missing.'] })
  })

  it('tells of the environment alone when the file is right', async () => {
    const gathering = gatherProblems(failing, 'directory.json', async () => ({}))

    await expect(gathering).rejects.toMatchObject({ problems: ['A is missing.'] })
  })

  it('leaves the file alone when the environment is right', async () => {
    expect(await gatherProblems(() => 'read', 'directory.json', broken)).toBe('read')
  })

  it('lets a fault of ours through as it is', async () => {
    const fault = () => {
      throw new TypeError('no')
    }

    await expect(gatherProblems(fault, 'directory.json', broken)).rejects.toThrow(TypeError)
  })
})
