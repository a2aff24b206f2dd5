import { readFile } from 'node:fs/promises'
import { describePermission } from '@bellhop/kafka'
import { permissionsOf, roles } from '@bellhop/records'
import { expect, it } from 'vitest'

it('docs/security.md lists the permissions of each role', async () => {
  const names = { prefix: 'mews', groupId: 'bellhop-enricher', readerGroups: 'connect-warehouse' }
  const rows = roles.map((role) => {
    const permissions = permissionsOf(role, names).map((permission) => `\`${describePermission(permission)}\``)
    return `| ${role} | ${permissions.join('<br>')} |`
  })
  const table = ['| role | is allowed to |', '|---|---|', ...rows].join('\n')

  const page = await readFile(new URL('../../docs/security.md', import.meta.url), 'utf8')

  const [, listed] = /<!-- permissions: begin -->\n([\s\S]*?)\n<!-- permissions: end -->/.exec(page) ?? []
  expect(listed).toBe(table)
})
