import { version } from '@bellhop/runtime'
import { expect, it } from 'vitest'
import { listRoot, readRoot } from './root.ts'

const manifests = ['services', 'packages', 'schemas'].flatMap((folder) => listRoot(folder, 'package.json'))

it.each(['package.json', ...manifests])('has in %s the version that the processes say', (path) => {
  expect(JSON.parse(readRoot(path)).version).toBe(version)
})
