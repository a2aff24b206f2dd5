import { findSpoolFiles, isSpoolEmpty } from '@bellhop/demo'
import type { Opened } from '@bellhop/runtime'
import type { Ingress } from './open-ingress.ts'

/** What is seen of the spools of some ingresses. */
export type SpoolWatch = {
  /** The most that was in them at one time. */
  readonly mostBytes: () => number
  /** Whether nothing is left in them, by their metrics and on disk. */
  readonly isEmpty: () => Promise<boolean>
  /** Segments that were put aside, since a part of them cannot be read. */
  readonly findDamaged: () => Promise<readonly string[]>
}

const lookEveryMs = 250

/** Watches the spools of ingresses, which may be away now and then. */
export function watchSpool(ingresses: readonly Ingress[]): Opened<SpoolWatch> {
  let mostBytes = 0
  let isClosed = false
  let timer: NodeJS.Timeout | undefined

  async function fetchBytes(): Promise<ReadonlyArray<number | undefined>> {
    const bytes = await Promise.all(ingresses.map((ingress) => ingress.fetchMetric('bellhop_ingress_spool_bytes')))
    mostBytes = Math.max(
      mostBytes,
      bytes.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    )
    return bytes
  }
  async function look(): Promise<void> {
    await fetchBytes()
    if (!isClosed) timer = setTimeout(() => void look(), lookEveryMs)
  }
  void look()

  const areEmpty = async () =>
    (await Promise.all(ingresses.map(({ spoolDir }) => isSpoolEmpty(spoolDir)))).every(Boolean)
  const findDamaged = async () =>
    (await Promise.all(ingresses.map(({ spoolDir }) => findSpoolFiles(spoolDir, '.damaged')))).flat()
  return {
    value: {
      mostBytes: () => mostBytes,
      /** The disk is asked too: folders of workers that are gone are in the metrics only once others have found them. */
      isEmpty: async () => (await fetchBytes()).every((bytes) => bytes === 0) && (await areEmpty()),
      findDamaged: async () => (await findDamaged()).map(({ path }) => path),
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
