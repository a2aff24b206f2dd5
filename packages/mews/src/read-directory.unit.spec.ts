import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DirectoryError } from './errors.ts'
import { readDirectory, readDirectoryLanes } from './read-directory.ts'

const grandHotel = {
  name: 'grand-hotel',
  accessToken: { file: 'secrets-grand-hotel' },
  enterpriseIds: ['e1', { env: 'SECOND_ENTERPRISE' }],
}

describe('a directory file', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-directory-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const given = async (content: unknown) => {
    const path = join(folder, 'directory.json')
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const problemsOf = (reading: Promise<unknown>) =>
    reading.then(
      () => expect.fail('the directory was taken'),
      (error: unknown) => {
        if (!(error instanceof DirectoryError)) throw error
        return error.problems
      },
    )

  it('is read with its secrets, from the environment and from files beside it', async () => {
    await writeFile(join(folder, 'secrets-grand-hotel'), 'access-secret\n')
    const path = await given({
      baseUrl: 'https://api.example.com',
      clientToken: { env: 'CLIENT_TOKEN' },
      credentials: [grandHotel],
    })

    const directory = await readDirectory(path, { CLIENT_TOKEN: 'client-secret', SECOND_ENTERPRISE: 'e2' })

    expect(directory).toEqual({
      baseUrl: 'https://api.example.com',
      client: 'Bellhop 1.0.0',
      clientToken: 'client-secret',
      credentials: [
        {
          name: 'grand-hotel',
          chain: undefined,
          chainIds: [],
          accessToken: 'access-secret',
          enterpriseIds: ['e1', 'e2'],
          requestsPerWindow: 200,
          windowSeconds: 30,
        },
      ],
    })
  })

  it('is refused with every problem at once, each saying where, and no token', async () => {
    const path = await given({
      baseUrl: 'nonsense',
      clientToken: { env: 'CLIENT_TOKEN' },
      credentials: [
        grandHotel,
        { name: 'twin-1', accessToken: 'same-secret', enterpriseIds: ['e9'] },
        { name: 'twin-2', accessToken: 'same-secret', enterpriseIds: ['e9'] },
      ],
    })

    const problems = await problemsOf(readDirectory(path, { CLIENT_TOKEN: '' }))

    expect(problems).toEqual([
      'credentials[0].enterpriseIds[1] is the variable SECOND_ENTERPRISE, which is empty or missing',
      'credentials[0].accessToken is the file secrets-grand-hotel, which is empty or missing',
      'clientToken is the variable CLIENT_TOKEN, which is empty or missing',
      'baseUrl is not a URL',
      '"twin-1" and "twin-2" have the same accessToken',
      'enterprise e9 is given under "twin-1" and "twin-2"',
    ])
    expect(problems.join()).not.toContain('same-secret')
  })

  it('is refused for its shape, every place named, and no token', async () => {
    const path = await given({
      clientToken: 'client-secret',
      credentials: [
        { name: 'a', accessToken: { secret: 'hidden-secret' }, enterpriseIds: 'e1', requestsPerWindow: 19 },
        { name: 'b', accessToken: 'b-secret', enterpriseIds: [], windowSeconds: 0, shoeSize: 44 },
      ],
    })

    const text = (await problemsOf(readDirectory(path, {}))).join('\n')

    for (const place of [
      'baseUrl',
      'credentials[0].accessToken',
      'credentials[0].enterpriseIds',
      'credentials[0].requestsPerWindow',
      'credentials[1].windowSeconds',
      'credentials[1].shoeSize',
    ]) {
      expect(text).toContain(`${place}: `)
    }
    expect(text).not.toContain('secret')
  })

  it('that is not JSON is refused without a word of what is in it', async () => {
    const path = await given('{"clientToken": client-secret}')

    expect(await problemsOf(readDirectory(path, {}))).toEqual(['it is not JSON'])
  })

  it('that is not there is refused by its path', async () => {
    const path = join(folder, 'elsewhere.json')

    await expect(readDirectory(path, {})).rejects.toThrow(
      `The directory ${path} cannot be used: it cannot be read (ENOENT)`,
    )
  })

  it('gives its lanes where no secret can be read', async () => {
    const path = await given({
      baseUrl: { env: 'BASE_URL' },
      clientToken: { env: 'CLIENT_TOKEN' },
      credentials: [
        grandHotel,
        { name: 'north', chain: { env: 'CHAIN' }, accessToken: { env: 'NORTH' }, enterpriseIds: ['e3'] },
      ],
    })

    const lanes = await readDirectoryLanes(path, { SECOND_ENTERPRISE: 'e2', CHAIN: 'compass' })

    expect([...lanes]).toEqual([
      ['e1', 'grand-hotel'],
      ['e2', 'grand-hotel'],
      ['e3', 'compass'],
    ])
  })

  it('gives no lanes when a name or an enterprise is missing or given twice', async () => {
    const path = await given({
      baseUrl: 'https://api.example.com',
      clientToken: 'client-secret',
      credentials: [grandHotel, { name: { env: 'NAME' }, accessToken: 'a', enterpriseIds: ['e1'] }],
    })

    expect(await problemsOf(readDirectoryLanes(path, { NAME: 'twin' }))).toEqual([
      'credentials[0].enterpriseIds[1] is the variable SECOND_ENTERPRISE, which is empty or missing',
      'enterprise e1 is given under "grand-hotel" and "twin"',
    ])
  })
})
