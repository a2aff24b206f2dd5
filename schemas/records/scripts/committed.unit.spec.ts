import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findAltered } from './committed.mjs'

describe('the recorded versions that git remembers', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bellhop-committed-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const commit = () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
    git('init')
    git('add', '--all')
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--message', 'x')
  }

  it('are all there in this checkout', () => {
    expect(findAltered(fileURLToPath(new URL('..', import.meta.url))) ?? []).toEqual([])
  })

  it('may be joined by new ones', () => {
    write('history/stay/1.avsc', 'one')
    commit()
    write('history/stay/2.avsc', 'two')

    expect(findAltered(folder)).toEqual([])
  })

  it('are missed and compared, be the change committed or not', () => {
    for (const path of ['stay/1', 'stay/2', 'room/1', 'room/2']) write(`history/${path}.avsc`, `first of ${path}`)
    commit()
    write('history/stay/1.avsc', 'altered')
    rmSync(join(folder, 'history/room/1.avsc'))
    const uncommitted = findAltered(folder)
    commit()
    rmSync(join(folder, 'history/room'), { recursive: true })

    expect(uncommitted).toEqual([
      expect.stringMatching(/^history\/room\/1\.avsc: rule history-removed/),
      expect.stringMatching(/^history\/stay\/1\.avsc: rule history-altered/),
    ])
    expect(findAltered(folder)).toEqual([
      expect.stringMatching(/^history\/room\/1\.avsc: rule history-removed/),
      expect.stringMatching(/^history\/room\/2\.avsc: rule history-removed/),
      expect.stringMatching(/^history\/stay\/1\.avsc: rule history-altered/),
    ])
  })

  it('are right again once they are put back', () => {
    write('history/stay/1.avsc', 'one')
    commit()
    write('history/stay/1.avsc', 'altered')
    commit()
    write('history/stay/1.avsc', 'one')

    expect(findAltered(folder)).toEqual([])
  })

  it('are nobody’s word where there is no checkout', () => {
    expect(findAltered(folder)).toBeUndefined()
  })
})
