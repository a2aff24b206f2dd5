/** One way in which a failure is seen: the kind of sign, and its text. */
export type Sign = { readonly kind: string; readonly text: string }

/** One failure of the runbook. */
export type Section = {
  readonly title: string
  readonly anchor: string
  readonly signs: readonly Sign[]
  readonly text: string
}

/** Reads the runbook: a section for each heading, its signs from the line "Seen as". Pure. */
export function readRunbook(markdown: string): Section[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const title = text.slice(0, text.indexOf('\n')).trim()
      const seen = /^Seen as: (.+)$/m.exec(text)?.[1] ?? ''
      const signs = [...seen.matchAll(/([a-z][a-z ]+) `([^`]+)`/g)].map(([, kind = '', sign = '']) => ({
        kind: kind.trim(),
        text: sign,
      }))
      return { title, anchor: toAnchor(title), signs, text }
    })
}

/** The anchor that GitHub and Grafana give a heading. */
export function toAnchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}
