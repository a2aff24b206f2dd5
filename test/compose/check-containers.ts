import type { ComposeStack } from './open-stack.ts'

/** Looks from inside: ours run as nobody in particular, on a file system that they cannot change. @throws Error otherwise. */
export async function checkContainers(stack: ComposeStack): Promise<void> {
  for (const service of ['ingress', 'enricher', 'simulator']) {
    const user = (await stack.run(service, 'id', '-u')).trim()
    if (user === '0') throw new Error(`${service} runs as root`)
    const written = await stack.run(service, 'sh', '-c', 'touch /app/x || touch /usr/x && echo written; true')
    if (written !== '') throw new Error(`${service} can write to its file system`)
  }
}
