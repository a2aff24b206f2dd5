import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const src = fileURLToPath(new URL('../../', import.meta.url))
const runtime = fileURLToPath(new URL('../../../../../packages/runtime/src/', import.meta.url))

/**
 * Compiles the spool into a folder, types unchecked, so that a process of its own can run what is tested here without a
 * build. Of `@bellhop/runtime` it gets the errors only.
 *
 * @returns the file of the process that appends until it is killed.
 */
export async function compileSpool(out: string): Promise<string> {
  const shim = join(out, 'node_modules/@bellhop/runtime')
  await compile(join(src, 'spool'), join(out, 'spool'))
  await compile(join(src, 'spool/fakes'), join(out, 'spool/fakes'))
  await compile(src, out, (name) => name === 'seldom.ts')
  await compile(runtime, shim, (name) => name === 'errors.ts')
  await writeFile(join(shim, 'package.json'), JSON.stringify({ type: 'module', exports: './errors.js' }))
  await writeFile(join(out, 'package.json'), JSON.stringify({ type: 'module' }))
  await linkPackages(join(out, 'node_modules'))
  return join(out, 'spool/fakes/append-until-killed.js')
}

async function compile(
  from: string,
  to: string,
  isWanted = (name: string) => /^[a-z-]+\.ts$/.test(name),
): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of (await readdir(from)).filter(isWanted)) {
    const { outputText } = ts.transpileModule(await readFile(join(from, name), 'utf8'), {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ES2022,
        rewriteRelativeImportExtensions: true,
        verbatimModuleSyntax: true,
      },
    })
    await writeFile(join(to, name.replace(/ts$/, 'js')), outputText)
  }
}

async function linkPackages(modules: string): Promise<void> {
  const require = createRequire(import.meta.url)
  await mkdir(join(modules, '@node-rs'), { recursive: true })
  for (const name of ['@node-rs/crc32', 'fs-native-extensions']) {
    await symlink(dirname(require.resolve(`${name}/package.json`)), join(modules, name))
  }
}
