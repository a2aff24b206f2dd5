import type { Status } from './status.ts'

/** Says what of a status is wrong and is to be mended; a lag or what waits for its time is not. Pure. */
export function findProblems(status: Omit<Status, 'problems'>): readonly string[] {
  const { lag, accounting, ingress, enricher, parked } = status
  const services = [
    ...ingress.map((one) => ({ name: 'ingress', ...one })),
    ...enricher.map((one) => ({ name: 'enricher', ...one })),
  ]
  return [
    ...lag.flatMap(({ topic, lost }) =>
      lost === 0
        ? []
        : [`${lost} records of ${topic} were deleted before they were consumed: the enricher was away too long.`],
    ),
    ...accounting.problems.map((problem) => `The accounting does not add up: ${problem}.`),
    ...services.flatMap(({ name, address, status: said, reasons }) =>
      said === 'degraded' || said === 'not ready' ? [`${name} at ${address} is ${said}: ${reasons.join('; ')}.`] : [],
    ),
    ...parked
      .filter(({ reason }) => reason === '401')
      .map(
        ({ operation }) =>
          `${operation} is parked: Mews answers 401. Mend the token or its permission; what waits goes on by itself.`,
      ),
  ]
}
