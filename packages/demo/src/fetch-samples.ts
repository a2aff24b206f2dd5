import { readSamples, type Sample, sumBy } from '@bellhop/runtime'
import { request } from 'undici'

/** Fetches a service's metrics; none while it does not answer. */
export async function fetchSamples(adminUrl: string): Promise<Sample[]> {
  try {
    const { body } = await request(`${adminUrl}/metrics`)
    return readSamples(await body.text())
  } catch {
    return []
  }
}

/** Fetches a metric of a service, summed over all of its labels; 0 while it does not answer, or does not count that yet. */
export async function fetchSum(adminUrl: string, metric: string): Promise<number> {
  return sumBy(await fetchSamples(adminUrl), metric, '').get('') ?? 0
}
