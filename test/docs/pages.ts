import { toConfigurationPage } from './to-configuration-page.ts'
import { toMetricsPage } from './to-metrics-page.ts'

/** The pages that are made from the sources, by their paths from the root. */
export const pages: ReadonlyMap<string, string> = new Map([
  ['docs/metrics.md', toMetricsPage()],
  ['docs/configuration.md', toConfigurationPage()],
])
