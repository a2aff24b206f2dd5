import { request } from 'undici'
import { readSamples, type Sample } from './samples.ts'

/** Fetches a service's metrics; none while it does not answer. */
export async function fetchSamples(adminUrl: string): Promise<Sample[]> {
  try {
    const { body } = await request(`${adminUrl}/metrics`)
    return readSamples(await body.text())
  } catch {
    return []
  }
}
