import { toAnchor } from './read-runbook.ts'

/** What a page says that can be checked. */
export type Page = {
  /** Links to other files of the repository or to headings; not to other sites. */
  readonly links: readonly string[]
  readonly anchors: ReadonlySet<string>
  /** Each line of its shell blocks, and each piece of code within a sentence. */
  readonly code: readonly string[]
}

/** Reads a page of Markdown as far as it can be checked. Pure. */
export function readMarkdown(markdown: string): Page {
  const blocks = [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
  const shell = blocks.filter(([, language]) => language === 'sh').flatMap(([, , text = '']) => text.trim().split('\n'))
  const prose = markdown.replaceAll(/^```[\s\S]*?^```$/gm, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => toAnchor(title))
  return {
    links: links.filter((link) => !/^https?:/.test(link)),
    anchors: new Set(headings),
    code: [...shell, ...[...prose.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)],
  }
}
